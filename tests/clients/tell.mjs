// Calls tools as it is told, a line of JSON each, and prints each result: node tell.mjs MODE URL TOKEN | MODE COMMAND ARGUMENTS…
import { createInterface } from 'node:readline';
import { connect, patient } from './connect.mjs';

const client = await connect(...process.argv.slice(2));
console.log(JSON.stringify({ version: client.getNegotiatedProtocolVersion() }));
for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(await client.callTool(JSON.parse(line), patient)));
await client.close();
process.exit(0);
