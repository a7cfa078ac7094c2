import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { bundled } from '../bundled.js';
import { inFolder } from '../in-folder.js';
import { Absent } from './absent.js';
import type { Case } from './cases.js';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Lets a page share memory with threads. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
const PAGE = '<!doctype html><title>bits</title><script src="program.js"></script>';

/** A page with the program, on a server of its own while work is done. */
async function served<T>(work: (url: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const script = await readFile(await bundled('bits/in-page.ts', folder, { name: 'bits' }));
    const server = createServer(({ url }, response) => {
      const isScript = url === '/program.js';
      response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html', ...ISOLATED });
      response.end(isScript ? script : PAGE);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
}

/** Chromium's version, and the hashes of cases in a page of it, each told as it comes. Throws Absent where there is no Chromium. */
export async function hashesInChromium(
  cases: readonly Case[],
  threads: number,
  told: (name: string, hash: string) => void,
): Promise<string> {
  if (!executablePath) throw new Absent('no Chromium was found (apt-get install chromium)');
  return served(async (url) => {
    const browser = await chromium.launch({ executablePath, args: FLAGS });
    try {
      const page = await browser.newPage();
      await page.goto(url);
      if (!(await page.evaluate('bits.isolated()'))) throw new Error('the page may not share memory');
      for (const { name } of cases) {
        told(name, (await page.evaluate(`bits.hashOf(${JSON.stringify(name)}, ${threads})`)) as string);
      }
      return browser.version();
    } finally {
      await browser.close();
    }
  });
}
