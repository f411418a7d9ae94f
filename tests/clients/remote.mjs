// A program of others that signs in by itself: it prints or opens an address, and a person goes there.
//   node remote.mjs mcp-remote URL SIGN_IN_LINK | inspector ERA URL SIGN_IN_LINK
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { patient } from './connect.mjs';
import { Person } from './person.mjs';

const [which, ...rest] = process.argv.slice(2);
const link = rest.at(-1);
const home = mkdtempSync(join(tmpdir(), 'headgate-home-'));
// Nothing here opens a browser of its own.
const env = { ...process.env, HOME: home, MCP_REMOTE_CONFIG_DIR: home, BROWSER: '/bin/true', DISPLAY: '', MCP_AUTO_OPEN_ENABLED: 'true' };
const person = await Person.open(link);
const asked = [];
const visits = [];

function watch(stream) {
  let text = '';
  stream.on('data', (part) => {
    text += part;
    for (const [found] of text.matchAll(/http:\/\/[^\s"']+\/oauth\/authorize\?[^\s"']+(?=\s|"|')/g)) {
      const scope = new URL(found).searchParams.get('scope');
      if (asked.includes(scope)) continue;
      asked.push(scope);
      visits.push(person.allow(found));
    }
  });
  return () => text;
}

if (which === 'mcp-remote') {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['node_modules/mcp-remote/dist/proxy.js', rest[0]],
    env,
    stderr: 'pipe',
  });
  const said = watch(transport.stderr);
  const client = new Client({ name: 'headgate-tests', version: '1' }, { capabilities: {} });
  await client.connect(transport, patient);
  const tools = (await client.listTools({}, patient)).tools.length;
  const read = (await client.callTool({ name: 'pipelines_list', arguments: {} }, patient)).structuredContent.items[0].name;
  let written;
  try {
    const arguments_ = { name: 'Rae Remote', email: `rae.${process.pid}@remote.example` };
    const answer = await client.callTool({ name: 'contacts_create', arguments: arguments_ }, patient);
    written = answer.structuredContent?.contact?.name ?? JSON.stringify(answer);
  } catch (error) {
    written = `${error.message}`;
  }
  console.log(JSON.stringify({ tools, read, asked, written, saw: person.saw }));
  if (process.env.SAID) console.error(said());
  await client.close();
} else {
  const inspector = spawn(
    process.execPath,
    [
      'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js',
      ...['--cli', rest[1], '--transport', 'http', '--protocol-era', rest[0], '--connect-timeout', '0', '--method', 'tools/call', '--tool-name', 'pipelines_list'],
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output = watch(inspector.stdout);
  const errors = watch(inspector.stderr);
  const exit = await new Promise((done) => inspector.on('close', done));
  const json = output().slice(output().indexOf('{'));
  console.log(JSON.stringify({ exit, asked, read: exit === 0 ? JSON.parse(json).structuredContent.items[0].name : errors(), saw: person.saw }));
}
// A client may be done before the page that the person was sent back to is shown.
await Promise.all(visits);
await person.close();
process.exit(0);
