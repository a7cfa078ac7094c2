import { readCsv } from '@nn/data';
import { initialOf } from '$lib/settings/address.js';
import { wordsOf } from '$lib/words/prose.server.js';
import { en } from './en.js';
import { lookAt } from './plan.js';
import { sampleFile } from './samples.js';
import { fields } from './settings.js';
import { zh } from './zh.js';

const words = wordsOf<typeof en>({ en, zh });

/** The page is built with its first table in it, so that it is whole before the worker has started. */
export function load(event: { params: { lang: string } }) {
  const { source, bytes } = sampleFile('iris');
  return { ...words(event), first: lookAt(readCsv(bytes, { source }), initialOf(fields)) };
}
