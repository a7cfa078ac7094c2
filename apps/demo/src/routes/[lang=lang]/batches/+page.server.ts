import { initialOf } from '$lib/settings/address.js';
import { wordsOf } from '$lib/words/prose.server.js';
import { compute } from './compute.js';
import { en } from './en.js';
import type { Answer } from './protocol.js';
import { fields } from './settings.js';
import { zh } from './zh.js';

const words = wordsOf<typeof en>({ en, zh });

/** The page is built with its first numbers in it, so that it is whole before the worker has started. */
export const load = (event: { params: { lang: string } }) => {
  const first: Answer = compute(initialOf(fields));
  return { ...words(event), first };
};
