// Calls a tool that waits, and cancels it: node cancel.mjs MODE URL
import { connect } from './connect.mjs';

const client = await connect(...process.argv.slice(2));
const stop = new AbortController();
setTimeout(() => stop.abort('enough'), 500);
let cancelled = false;
try {
  await client.callTool({ name: 'test_waits', arguments: {} }, { signal: stop.signal });
} catch {
  cancelled = stop.signal.aborted;
}
// The notification goes out beside the rejected call.
await new Promise((done) => setTimeout(done, 300));
process.exit(cancelled ? 0 : 1);
