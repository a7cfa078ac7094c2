import { wordsOf } from '$lib/words/prose.server.js';
import { en } from './en.js';
import { engine } from './engine.js';
import { START } from './start.js';
import { zh } from './zh.js';

const words = wordsOf<typeof en>({ en, zh });

/** The page is built with its first numbers in it, so that it is whole before the worker has started. */
export const load = (event: { params: { lang: string } }) => {
  const { parameters, ...settings } = START;
  return { ...words(event), first: engine()({ settings, parameters, steps: 0 }) };
};
