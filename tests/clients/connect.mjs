import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

// A hang's end, not a measure of speed: the client's own limits are a minute and less.
export const patient = { timeout: 600_000 };

// MODE is legacy, auto or a version to pin; then a URL and a token, or a command with its arguments.
export async function connect(mode, target, ...rest) {
  const client = new Client(
    { name: 'headgate-tests', version: '1' },
    { capabilities: {}, versionNegotiation: { mode: mode === 'legacy' || mode === 'auto' ? mode : { pin: mode } } },
  );
  const transport = target.startsWith('http')
    ? new StreamableHTTPClientTransport(new URL(target), {
        requestInit: rest[0] ? { headers: { Authorization: `Bearer ${rest[0]}` } } : {},
      })
    : new StdioClientTransport({ command: target, args: rest, stderr: 'inherit' });
  await client.connect(transport, patient);
  return client;
}
