import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

/** Whether there is a browser to test in; where there is none, that is said. */
export const thereIsChromium = executablePath !== undefined;
if (!thereIsChromium) {
  console.warn('Nothing is tested in a browser: none found. Install one with: apt-get install chromium');
}

/** Starts Debian's Chromium, without a window. */
export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
