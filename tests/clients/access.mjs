// Looks at pages as people do who see little, hear instead, or use no mouse: node access.mjs PAGES, a JSON list of { name, url, cookie?, press? }. Prints what breaks a
// rule of WCAG 2.2 A or AA, by page, in light and dark, wide and on a phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
const broken = [];
let looked = 0;
let passes = 0;

for (const colorScheme of ['light', 'dark'])
  for (const width of [1280, 320]) {
    for (const { name, url, cookie, press } of JSON.parse(process.argv[2])) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
      for (const one of cookie?.split('; ') ?? []) {
        const cut = one.indexOf('=');
        const name = one.slice(0, cut);
        await context.addCookies([{ name, value: one.slice(cut + 1), url, secure: name.startsWith('__') }]);
      }
      const page = await context.newPage();
      page.setDefaultTimeout(300_000);
      await page.goto(url);
      if (press) {
        await page.getByRole('button', { name: press }).click();
        await page.waitForLoadState();
      }
      for (const fold of await page.locator('details').all()) await fold.evaluate((it) => (it.open = true));
      const where = `${name}, ${colorScheme}, ${width} px`;
      // The page's own policy lets no script in; the debugger's door stands beside it.
      await page.evaluate(axe);
      const found = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values } }), rules);
      looked++;
      passes += found.passes.length;
      for (const { id, help, nodes } of found.violations)
        broken.push(`${where}: ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + node.failureSummary).join(' | ')}`);
      for (const { id, nodes } of found.incomplete.filter((one) => one.id === 'color-contrast'))
        broken.push(`${where}: ${id} cannot be told: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
      // Reflow (1.4.10): nothing is scrolled two ways on a phone, but tables in a frame of their own.
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) broken.push(`${where}: is ${wide} px wider than its window`);
      if (process.env.PICTURES && colorScheme === 'light') await page.screenshot({ path: `${process.env.PICTURES}/${name}-${width}.png`, fullPage: true });
      await context.close();
    }
  }

console.log(JSON.stringify({ looked, passes, broken }));
await browser.close();
process.exit(0);
