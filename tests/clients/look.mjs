// Uses everything that a server offers and prints what it saw: node look.mjs MODE URL TOKEN | MODE COMMAND ARGUMENTS…
import { connect, patient } from './connect.mjs';

const client = await connect(...process.argv.slice(2));
const codeOf = async (asked) => {
  try {
    await asked;
    return 0;
  } catch (error) {
    return error.code;
  }
};

const saw = { version: client.getNegotiatedProtocolVersion(), instructions: client.getInstructions() };
saw.tools = (await client.listTools()).tools.length;

let progress = 0;
const stamp = `${process.pid}-${Date.now()}`;
const create = (name, email) =>
  client.callTool({ name: 'contacts_create', arguments: { name, email } }, { ...patient, onprogress: () => progress++ });
const created = await create('Ada Typed', `ada.${stamp}@typed.example`);
saw.created = created.structuredContent?.contact?.name ?? JSON.stringify(created);
saw.text_equals_structured =
  JSON.stringify(JSON.parse(created.content[0].text)) === JSON.stringify(created.structuredContent);
await create('Bea Typed', `bea.${stamp}@typed.example`);
await create('Cyd Typed', `cyd.${stamp}@typed.example`);
// This client drops what it reads together with the answer: on a busy machine perhaps all of three.
for (let more = 0; more < 50 && progress === 0; more++) await create(`Dee Typed ${more}`, `dee${more}.${stamp}@typed.example`);
saw.progress = progress;

const refused = await client.callTool({ name: 'contacts_get', arguments: { id: 'nonsense' } });
saw.refusal = refused.isError ? refused.structuredContent.code : 'none';
saw.unknown_tool = await codeOf(client.callTool({ name: 'contacts_explode', arguments: {} }));
saw.wrong_cursor = await codeOf(client.listTools({ cursor: 'nonsense' }));

saw.pages = 0;
for (let cursor; ; ) {
  const page = await client.callTool({ name: 'contacts_list', arguments: cursor ? { limit: 1, cursor } : { limit: 1 } });
  saw.pages++;
  cursor = page.structuredContent.next_cursor;
  if (!cursor || saw.pages > 20) break;
}

saw.prompts = (await client.listPrompts()).prompts.length;
saw.prompt = (await client.getPrompt({ name: 'stale_deal_alert', arguments: { days: '14' } })).messages[0].content.text;
saw.resources = (await client.listResources()).resources.length;
saw.templates = (await client.listResourceTemplates()).resourceTemplates.length;
saw.schema = (await client.readResource({ uri: 'headgate://schema' })).contents[0].text;
const id = created.structuredContent.contact.id;
saw.record = (await client.readResource({ uri: `headgate://contacts/${id}` })).contents[0].text;
saw.unknown_resource = await codeOf(client.readResource({ uri: 'headgate://nothing/here' }));
const completion = await client.complete({
  ref: { type: 'ref/resource', uri: 'headgate://contacts/{id}' },
  argument: { name: 'id', value: 'Ada' },
});
saw.completed = completion.completion.values.includes(id);

console.log(JSON.stringify(saw));
await client.close();
process.exit(0);
