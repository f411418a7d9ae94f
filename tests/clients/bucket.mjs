// A store in the form of S3, until a file says that it is enough: bucket.mjs PORT FILE
import { existsSync } from 'node:fs';
import { createEmulator } from 'emulate';

const [port, enough] = process.argv.slice(2);
await createEmulator({
  service: 'aws',
  port: Number(port),
  baseUrl: `http://127.0.0.1:${port}`,
  seed: { aws: { region: 'us-east-1', s3: { buckets: [{ name: 'anchors' }] } } },
});
setInterval(() => existsSync(enough) && process.exit(0), 100);
