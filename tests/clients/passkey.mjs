// A person with a real browser and a virtual authenticator (WebAuthn's own domain of the DevTools protocol): sets up a passkey, signs out, signs in with it.
//   node passkey.mjs SIGN_IN_LINK   prints what was seen
import { chromium } from 'playwright-core';

const [link] = process.argv.slice(2);
const root = new URL(link).origin;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
const page = await browser.newPage();
page.setDefaultTimeout(300_000);
const errors = [];
page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
const devtools = await page.context().newCDPSession(page);
await devtools.send('WebAuthn.enable');

const authenticator = async (isUserVerified) =>
  (
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified,
        automaticPresenceSimulation: true,
      },
    })
  ).authenticatorId;
const keys = async (id) => (await devtools.send('WebAuthn.getCredentials', { authenticatorId: id })).credentials;
const signOut = async () => {
  await page.goto(root + '/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
};
const signIn = async () => {
  await page.goto(root + '/sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
};
const isIn = async () => {
  await page.goto(root + '/account');
  return (await page.getByRole('heading', { name: 'Where you are signed in' }).count()) > 0;
};

const first = await authenticator(true);
await page.goto(link);
await page.getByRole('button', { name: 'Sign in' }).click();
await page.getByRole('link', { name: 'Add a passkey' }).click();
await page.getByLabel('What you call it').fill('laptop');
await page.getByRole('button', { name: 'Make the passkey' }).click();
await page.getByRole('cell', { name: 'Passkey laptop', exact: true }).waitFor();
const [key] = await keys(first);
const saw = { resident: key.isResidentCredential, rp: key.rpId, cookie: (await page.context().cookies()).map((c) => c.name) };

await signOut();
saw.out = !(await isIn());
await signIn();
await page.waitForURL(root + '/');
saw.in = await isIn();
saw.counter = (await keys(first))[0].signCount;

// Somebody with the device alone, whom it does not know: the person is not verified.
await signOut();
await devtools.send('WebAuthn.setUserVerified', { authenticatorId: first, isUserVerified: false });
await signIn();
await page.getByText('The browser gave no passkey').waitFor();
saw.unverified = await isIn();

// A copy of the key whose counter is behind.
await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: first });
const copy = await authenticator(true);
await devtools.send('WebAuthn.addCredential', { authenticatorId: copy, credential: { ...key, signCount: 0 } });
await signIn();
await page.getByText('not known here').waitFor();
saw.copied = await isIn();
await devtools.send('WebAuthn.removeCredential', { authenticatorId: copy, credentialId: key.credentialId });

// The same site under its number: another origin, where there is no such name.
await page.goto(root.replace('localhost', '127.0.0.1') + '/sign-in');
saw.number = (await page.getByText('Passkeys belong to a name').count()) > 0;
console.log(JSON.stringify({ ...saw, errors }));
await browser.close();
