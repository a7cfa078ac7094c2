import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { report } from '../src/report/report.js';
import { ownFolder } from './support/command.js';
import { hostileNames } from './support/hostile.js';
import { optionsOf } from './support/report.js';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
if (executablePath === undefined)
  console.warn('Reports are not opened in a browser: none found. Install one with: apt-get install chromium');

ownFolder();

describe.skipIf(executablePath === undefined)(
  'a report in a browser (needs Chromium: apt-get install chromium)',
  () => {
    let browser: Browser;
    const asked: string[] = [];
    const complaints: string[] = [];

    beforeAll(async () => {
      const n = hostileNames(100, 13) as string[];
      const names = {
        columns: [n[0]!, n[1]!, n[2]!],
        classes: [n[3]!, n[4]!, n[5]!],
        cells: [n[6]!, n[7]!],
        other: [n[8]!, n[9]!, n[10]!, n[11]!, n[12]!],
      } as const;
      const page = await report(optionsOf(names, 'classes'));
      writeFileSync('classes.html', page);
      writeFileSync('number.html', await report(optionsOf(names, 'number')));
      writeFileSync('picture.svg', page.match(/<svg xmlns[\s\S]*?<\/svg>\s*(?=<\/figure>)/)![0]);
      browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox', '--disable-gpu'] });
    });
    afterAll(() => browser?.close());

    async function open(file: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('dialog', (dialog) => complaints.push(dialog.message()));
      await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: 'load' });
      return page;
    }

    test.each([
      ['classes.html', 390, 'light'],
      ['classes.html', 1280, 'dark'],
      ['number.html', 390, 'dark'],
      ['picture.svg', 1280, 'light'],
    ] as const)('%s at %i pixels, %s', async (file, width, scheme) => {
      asked.length = 0;
      const page = await open(file, width, scheme);
      expect(await page.evaluate('window.pwned')).toBeUndefined();
      expect(await page.evaluate('document.scripts?.length ?? 0')).toBe(0);
      if (file.endsWith('.html')) {
        // Nothing is cut off at the side.
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))])).toEqual([]);
      }
      expect(asked).toEqual([pathToFileURL(resolve(file)).href]);
      expect(complaints).toEqual([]);
      await page.close();
    });
  },
);
