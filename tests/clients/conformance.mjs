// The conformance suite's scenarios for authorization servers, with a person who lets its client in: node conformance.mjs ISSUER RESOURCE SIGN_IN_LINK PORT
import { spawn } from 'node:child_process';
import { Person } from './person.mjs';

const [issuer, resource, link, port] = process.argv.slice(2);
const registered = await fetch(`${issuer}/oauth/register`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ client_name: 'Conformance', redirect_uris: [`http://127.0.0.1:${port}/callback`] }),
});
const { client_id } = await registered.json();
const person = await Person.open(link);
const suite = spawn(process.execPath, [
  'node_modules/@modelcontextprotocol/conformance/dist/index.js',
  ...['authorization', '--url', issuer, '--client-id', client_id, '--resource', resource, '-p', port],
]);
let said = '';
let visit;
suite.stdout.on('data', (part) => {
  said += part;
  const found = said.match(/(http:\S+\/oauth\/authorize\?\S+)\s/);
  if (!found || !said.includes('Callback server started')) return;
  visit ??= person.allow(found[1]).catch((error) => (said += `\n${error}`));
});
const exit = await new Promise((done) => suite.on('close', done));
// The suite may be done before the page that the person was sent back to is shown.
await visit;
console.log(JSON.stringify({ exit, said }));
await person.close();
process.exit(0);
