import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

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
  await client.connect(transport);
  return client;
}
