import { error } from '@sveltejs/kit';
import { isLanguage, languages } from '$lib/words/index.js';
import { wordsOf } from '$lib/words/prose.server.js';
import { names } from '../names.js';
import { packageOf } from '../package.server.js';
import type { EntryGenerator, PageServerLoad } from './$types.js';
import { en } from './en.js';
import { zh } from './zh.js';

const words = wordsOf<typeof en>({ en, zh });

export const entries: EntryGenerator = () =>
  Object.keys(languages)
    .filter(isLanguage)
    .flatMap((lang) => names.map((name) => ({ lang, name })));

export const load: PageServerLoad = (event) => {
  const name = names.find((each) => each === event.params.name);
  if (!name) error(404);
  const { prose, ...others } = words(event).words;
  // The prose of this package alone.
  return { words: { ...others, prose: prose[name] }, about: packageOf(name) };
};
