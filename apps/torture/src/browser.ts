import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

/** A real browser, in which pages may do what they can. */
export interface Opener {
  /** Opens a page or a picture and does what readers do; gives what it did that it should not. */
  open(path: string): Promise<string[]>;
  close(): Promise<void>;
}

const opener = (browser: Browser): Opener => ({
  open: async (path) => {
    const page = await browser.newPage();
    const url = pathToFileURL(path).href;
    const troubles: string[] = [];
    const note = (what: string) => void troubles.push(`${path} in a browser: ${what}`);
    page.on('request', (request) => request.url() !== url && note(`it asked for ${request.url()}`));
    page.on('dialog', (dialog) => {
      note(`it says ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => note(`${error}`));
    await page.goto(url, { waitUntil: 'load' });
    // Whatever waits for the pointer or the keyboard gets it.
    await page.evaluate(`for (const each of document.querySelectorAll('*')) for (const what of ['mouseover', 'focus', 'click', 'error', 'load'])
      if (!each.closest('form, a')) each.dispatchEvent(new Event(what))`);
    if ((await page.evaluate('window.pwned')) !== undefined) note('a name was run');
    if ((await page.evaluate('document.scripts?.length ?? 0')) !== 0) note('it holds a script');
    await page.close();
    return troubles;
  },
  close: () => browser.close(),
});

/** Chromium, where it is. */
export async function chromiumHere(): Promise<Opener | undefined> {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
  if (executablePath !== undefined)
    return opener(await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }));
  console.warn(
    'Pages under hostile names are not opened in a browser: none found. Install one with: apt-get install chromium',
  );
  return undefined;
}
