// Makes a call that waits for a person, as a client that opens pages: node ask.mjs MODE URL TOKEN NAME ACTION
// ACTION is what the client answers when it is asked to open the page: accept, decline or cancel; none says that it opens no pages.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { patient } from './connect.mjs';

const [mode, url, token, name, action] = process.argv.slice(2);
const client = new Client(
  { name: 'headgate-tests', version: '1' },
  {
    capabilities: action === 'none' ? {} : { elicitation: { url: {} } },
    versionNegotiation: { mode: mode === 'legacy' || mode === 'auto' ? mode : { pin: mode } },
  },
);
const asked = [];
if (action !== 'none')
  client.setRequestHandler('elicitation/create', async (request) => {
    asked.push(request.params);
    return { action };
  });
await client.connect(
  new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { Authorization: `Bearer ${token}` } } }),
  patient,
);
const email = `${name.toLowerCase().replaceAll(' ', '.')}@typed.example`;
const answer = await client.callTool({ name: 'contacts_create', arguments: { name, email } }, patient);
console.log(JSON.stringify({ version: client.getNegotiatedProtocolVersion(), asked, answer: answer.structuredContent }));
await client.close();
process.exit(0);
