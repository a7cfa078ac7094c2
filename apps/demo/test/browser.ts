import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launch } from './chromium.js';
import { serve } from './serve.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const build = `${root}build`;

/** The built site in a browser, for the tests of one file: opens pages, and gathers what they complain of. */
export function theSite() {
  let site: Awaited<ReturnType<typeof serve>>;
  let browser: Browser;
  const troubles: string[] = [];

  beforeAll(async () => {
    if (!existsSync(`${build}/index.html`)) {
      console.warn('The site is not built; building it.');
      execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'pipe' });
    }
    // Not at the root of a server: the site must not mind where it lives.
    site = await serve(build, '/some/folder/');
    browser = await launch();
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  return {
    troubles,
    url: () => site.url,
    browser: () => browser,
    async open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
      troubles.length = 0;
      const context = await browser.newContext({
        locale: 'en-GB',
        reducedMotion: 'reduce',
        serviceWorkers: 'block',
        ...options,
      });
      const page = await context.newPage();
      page.on('pageerror', (error) => troubles.push(String(error)));
      page.on('console', (message) => {
        // That offline reading is kept off in most tests is their own doing.
        if (/^Service Worker registration blocked/.test(message.text())) return;
        if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
      });
      page.on('response', (response) => {
        if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
      });
      await page.goto(site.url + path);
      await page.waitForSelector('[data-ready=true]');
      return page;
    },
  };
}

/** Asks again until it is so. */
export const until = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 20_000, interval: 30 });

/** Every number on the page that says what it is, whole. */
export const numbersOn = async (page: Page): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(
    await page
      .locator('data[data-name]')
      .evaluateAll((all) =>
        all.map((each) => [(each as HTMLElement).dataset.name!, Number((each as HTMLDataElement).value)] as const),
      ),
  );

/** How wide the page is: wider than the window where something does not fit. */
export const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

/** What axe finds: each rule with the places that break it. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`);
}
