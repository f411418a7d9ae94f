// A person with a real browser: comes to the page that a client opened, signs in on the way, lets the client in.
//   node person.mjs SIGN_IN_LINK ADDRESS   answers on the client's behalf at its loopback address and prints what it was called with
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

export class Person {
  static async open(link, picture) {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
    const page = await browser.newPage();
    // A hang's end, not a measure of speed.
    page.setDefaultTimeout(300_000);
    return new Person(browser, page, link, picture);
  }

  constructor(browser, page, link, picture) {
    Object.assign(this, { browser, page, link, picture, saw: [] });
  }

  async allow(address) {
    await this.page.goto(address);
    // Whoever is not signed in is told how; the link brings the browser back here by itself.
    if ((await this.page.getByText('A client wants to connect').count()) > 0) {
      this.saw.push('sign in first');
      await this.page.goto(this.link);
      await this.page.getByRole('button', { name: 'Sign in' }).click();
      await this.page.waitForURL((url) => url.pathname.startsWith('/oauth/authorize'));
    }
    this.saw.push(await this.page.getByRole('heading', { level: 2 }).first().innerText());
    this.saw.push(await this.page.locator('input[name=scope]:checked').evaluateAll((all) => all.map((one) => one.value).join(' ')));
    if (this.picture) await this.page.screenshot({ path: this.picture, fullPage: true });
    await this.page.getByRole('button', { name: 'Allow' }).click();
    // A client may end as soon as it has its code, before its page is whole.
    await this.page.waitForURL((url) => !url.pathname.startsWith('/oauth/authorize'), { waitUntil: 'commit' });
    return this.page.url();
  }

  close() {
    return this.browser.close();
  }
}

// Takes one call at a loopback address.
export function answered(redirect) {
  const { port, pathname } = new URL(redirect);
  return new Promise((resolve) => {
    const server = createServer((request, response) => {
      const url = new URL(request.url, redirect);
      // A browser that kept the connection would bring the next answer to this server, which nobody listens to by then.
      response.setHeader('Connection', 'close');
      response.end('You can close this page.');
      if (url.pathname !== pathname) return;
      server.close();
      resolve(url.searchParams);
    }).listen(Number(port), '127.0.0.1');
  });
}

if (process.argv[1] === import.meta.filename) {
  const [link, address] = process.argv.slice(2);
  const person = await Person.open(link, process.env.PICTURE);
  const answer = answered(new URL(address).searchParams.get('redirect_uri'));
  await person.allow(address);
  console.log(JSON.stringify({ ...Object.fromEntries(await answer), saw: person.saw }));
  await person.close();
  process.exit(0);
}
