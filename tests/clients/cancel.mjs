// Calls a tool that waits, and cancels it: node cancel.mjs MODE URL
import { connect, patient } from './connect.mjs';

const client = await connect(...process.argv.slice(2));
const stop = new AbortController();
let cancelled = false;
try {
  // The tool says that it has begun, and then says nothing more.
  await client.callTool({ name: 'test_waits', arguments: {} }, { ...patient, signal: stop.signal, onprogress: () => stop.abort('enough') });
} catch {
  cancelled = stop.signal.aborted;
}
// The notification goes out beside the rejected call.
await new Promise((done) => setTimeout(done, 3000));
process.exit(cancelled ? 0 : 1);
