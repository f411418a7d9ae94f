// Connects from the address alone, and steps up: node oauth.mjs MODE URL SIGN_IN_LINK NAME PORT
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { patient } from './connect.mjs';
import { Person, answered } from './person.mjs';

const [mode, url, link, name, port] = process.argv.slice(2);
const redirect = `http://127.0.0.1:${port}/callback`;
const person = await Person.open(link);
const kept = {};
const asked = [];
let answer;
const provider = {
  redirectUrl: redirect,
  clientMetadata: { client_name: `TypeScript ${mode}`, redirect_uris: [redirect], token_endpoint_auth_method: 'none' },
  state: () => (kept.state = crypto.randomUUID()),
  clientInformation: () => kept.client,
  saveClientInformation: (client) => void (kept.client = client),
  tokens: () => kept.tokens,
  saveTokens: (tokens) => void (kept.tokens = tokens),
  saveCodeVerifier: (verifier) => void (kept.verifier = verifier),
  codeVerifier: () => kept.verifier,
  saveDiscoveryState: (state) => void (kept.discovery = state),
  discoveryState: () => kept.discovery,
  async redirectToAuthorization(address) {
    asked.push(address.searchParams.get('scope'));
    const waiting = answered(redirect);
    await person.allow(address.toString());
    answer = await waiting;
    if (answer.get('state') !== kept.state) throw new Error('Another state came back.');
  },
};
const make = () => [
  new Client(
    { name: 'headgate-tests', version: '1' },
    { capabilities: {}, versionNegotiation: { mode: mode === 'legacy' || mode === 'auto' ? mode : { pin: mode } } },
  ),
  new StreamableHTTPClientTransport(new URL(url), { authProvider: provider }),
];
let [client, transport] = make();
try {
  await client.connect(transport, patient);
} catch (error) {
  if (!(error instanceof UnauthorizedError)) throw error;
  await transport.finishAuth(answer);
  [client, transport] = make();
  await client.connect(transport, patient);
}
const tools = (await client.listTools({}, patient)).tools.length;
const read = (await client.callTool({ name: 'pipelines_list', arguments: {} }, patient)).structuredContent.items[0].name;
const create = () =>
  client.callTool({ name: 'contacts_create', arguments: { name, email: `${name.replace(' ', '.')}@stepped.example` } }, patient);
let written;
try {
  written = await create();
} catch (error) {
  if (!(error instanceof UnauthorizedError)) throw error;
  await transport.finishAuth(answer);
  written = await create();
}
console.log(
  JSON.stringify({
    version: client.getNegotiatedProtocolVersion(),
    tools,
    read,
    asked,
    granted: kept.tokens.scope,
    written: written.structuredContent.contact?.name ?? written.structuredContent,
    saw: person.saw,
    more: (await client.listTools({}, patient)).tools.length,
  }),
);
await person.close();
await client.close();
process.exit(0);
