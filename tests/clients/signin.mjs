// A person signs in with somebody else's identity provider, in a real browser: node signin.mjs KIND PORT BASE PROVIDER_ID NAME
// Starts the provider on PORT, goes to BASE, and prints what the person sees at the end; of oidc-provider also an access token that it gives a client.
import { createHash, randomBytes } from 'node:crypto';
import net from 'node:net';
import { Person, answered } from './person.mjs';

const [kind, port, base, id, name] = process.argv.slice(2);
const callback = `${base}/sign-in/with/${id}/callback`;
const secret = 'the secret of Headgate there';

// Nothing of a test listens to anything but this machine.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...given) {
  if (given[0] && typeof given[0] === 'object' && 'port' in given[0]) given[0] = { ...given[0], host: '127.0.0.1' };
  else if (typeof given[0] === 'number') given.splice(1, typeof given[1] === 'string' ? 1 : 0, '127.0.0.1');
  return listen.apply(this, given);
};

const certified = {
  async start() {
    const { default: Provider } = await import('oidc-provider');
    const own = { redirect_uris: [`http://127.0.0.1:${Number(port) + 1}/callback`], token_endpoint_auth_method: 'none' };
    const provider = new Provider(`http://127.0.0.1:${port}`, {
      clients: [
        { client_id: 'headgate', client_secret: secret, redirect_uris: [callback] },
        { client_id: 'assistant', application_type: 'native', ...own },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      scopes: ['openid', 'mcp:read', 'mcp:write'],
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: () => ({ sub, email: `${sub}@northwind.example`, email_verified: true, name: 'Olga Provided' }),
      }),
      features: {
        devInteractions: { enabled: true },
        resourceIndicators: {
          enabled: true,
          useGrantedResource: () => true,
          getResourceServerInfo: (_, resource) => ({
            scope: 'mcp:read mcp:write',
            audience: resource,
            accessTokenTTL: 600,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
    });
    return new Promise((resolve) => provider.listen(Number(port), '127.0.0.1', resolve));
  },
  async agree(page) {
    // What is counted must be there: a click waits for the next page's beginning alone.
    await page.waitForLoadState();
    const login = page.locator('input[name=login]');
    if ((await login.count()) > 0) {
      await login.fill('olga');
      await page.locator('input[name=password]').fill('any');
      await page.getByRole('button').first().click();
      // Whoever has just come is asked; the click waits for the page.
      return page.getByRole('button', { name: 'Continue' }).click();
    }
    const go = page.getByRole('button', { name: 'Continue' });
    if ((await go.count()) > 0) await go.click();
  },
  async token(page) {
    const redirect = `http://127.0.0.1:${Number(port) + 1}/callback`;
    const verifier = randomBytes(32).toString('hex');
    const asks = new URLSearchParams({
      response_type: 'code',
      client_id: 'assistant',
      redirect_uri: redirect,
      scope: 'openid mcp:read',
      resource: `${base}/mcp`,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const waiting = answered(redirect);
    await page.goto(`http://127.0.0.1:${port}/auth?${asks}`);
    await this.agree(page);
    const code = (await waiting).get('code');
    const form = { grant_type: 'authorization_code', client_id: 'assistant', redirect_uri: redirect, code, code_verifier: verifier };
    const answer = await fetch(`http://127.0.0.1:${port}/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, resource: `${base}/mcp` }),
    });
    return answer.json();
  },
};

const emulated = (service, client) => ({
  async start() {
    const { createEmulator } = await import('emulate');
    const registered = { client_id: 'headgate', client_secret: secret, name: 'Headgate', redirect_uris: [callback], ...client };
    const user = { email: 'olga@northwind.example', login: 'olga@northwind.example', name: 'Olga Provided', first_name: 'Olga', last_name: 'Provided' };
    await createEmulator({
      service,
      port: Number(port),
      baseUrl: `http://127.0.0.1:${port}`,
      seed: { [service]: { users: [user], oauth_clients: [registered] } },
    });
  },
  async agree(page) {
    await page.getByText('olga@northwind.example').first().click();
  },
});

const provider = {
  'oidc-provider': certified,
  microsoft: emulated('microsoft'),
  google: emulated('google'),
  okta: emulated('okta', { auth_server_id: 'default' }),
}[kind];
await provider.start();
const person = await Person.open();
await person.page.goto(`${base}/sign-in/with`);
await person.page.getByRole('link', { name: `Sign in with ${name}` }).click();
await provider.agree(person.page);
await person.page.waitForURL((url) => url.origin === base);
// With the browser's cookies, and outside its page, which may fetch nothing.
const who = await (await person.page.context().request.get(`${base}/api/v1/users/whoami`)).json();
const token = provider.token ? await provider.token(person.page) : undefined;
console.log(JSON.stringify({ at: person.page.url(), who, token, heading: await person.page.locator('h1,h2').allInnerTexts() }));
await person.close();
process.exit(0);
