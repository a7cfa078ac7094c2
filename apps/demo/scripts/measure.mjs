// What the built site costs its readers, in Debian's Chromium on this machine: script of a first visit, largest paint, pictures a second while training, seconds
// until the digits are read. `pnpm run build` first. Nothing fails here: these are measurements.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const build = join(import.meta.dirname, '..', 'build');
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};
const server = createServer(async ({ url }, response) => {
  const { pathname } = new URL(url, 'http://localhost');
  const file = join(build, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  try {
    const body = await readFile(file);
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const site = `http://127.0.0.1:${server.address().port}/en/`;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

async function visit(name) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const scripts = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.body().then((body) => gzipSync(body).length / 1000));
  });
  await page.goto(site + name);
  await page.waitForSelector('[data-ready=true]');
  await page.waitForLoadState('networkidle');
  const paint = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
  const script = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  return { page, context, script, paint };
}

/** Pictures a second, and the longest wait for one, over some seconds. */
const pictures = (page, seconds) =>
  page.evaluate(
    (milliseconds) =>
      new Promise((resolve) => {
        const times = [];
        const next = (now) => {
          times.push(now);
          if (now - times[0] < milliseconds) return requestAnimationFrame(next);
          const gaps = times.slice(1).map((time, i) => time - times[i]);
          return resolve({ perSecond: (1000 * gaps.length) / (now - times[0]), longest: Math.max(...gaps) });
        };
        requestAnimationFrame(next);
      }),
    1000 * seconds,
  );

const names = (await readFile(join(import.meta.dirname, '..', 'src/lib/site/pages.ts'), 'utf8'))
  .match(/'[a-z]+'/g)
  .map((name) => name.slice(1, -1));
console.log('page          script, kB   largest paint, ms');
for (const name of ['', ...names.map((each) => `${each}/`)]) {
  const { context, script, paint } = await visit(name);
  console.log(
    `${(name || '(contents)').padEnd(12)} ${script.toFixed(1).padStart(11)} ${paint.toFixed(0).padStart(19)}`,
  );
  await context.close();
}

for (const name of ['neuron/', 'playground/']) {
  const { page, context } = await visit(name);
  await page.locator('[data-run]').click();
  const { perSecond, longest } = await pictures(page, 3);
  console.log(
    `${name} training: ${perSecond.toFixed(0)} pictures a second, the longest wait for one ${longest.toFixed(0)} ms`,
  );
  await context.close();
}

// It begins to train as soon as it is open.
const context = await browser.newContext({ serviceWorkers: 'block' });
const page = await context.newPage();
const began = performance.now();
await page.goto(`${site}digits/`);
await page.waitForFunction(() => Number(document.querySelector('data[data-name=accuracy]')?.value) >= 0.97, undefined, {
  polling: 20,
  timeout: 60_000,
});
console.log(
  `digits/ 97 of 100 test images right ${((performance.now() - began) / 1000).toFixed(2)} s after the address was asked for`,
);
await context.close();

await browser.close();
server.close();
