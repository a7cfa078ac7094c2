import { wordsOf } from '$lib/words/prose.server.js';
import type { PageServerLoad } from './$types.js';
import { en } from './en.js';
import { measured } from './measured.server.js';
import { phrase } from './phrases.js';
import { zh } from './zh.js';

const words = wordsOf<typeof en>({ en, zh });

/** What is measured and said, in the language of the page; names of packages and machines are as they are. */
const translated = <T>(value: T, say: (text: string) => string): T => {
  if (typeof value === 'string') return say(value) as T;
  if (Array.isArray(value)) return value.map((each) => translated(each, say)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, translated(each, say)])) as T;
};

export const load: PageServerLoad = (event) => {
  const { goals, tasks, products, sizes, memory, networks, ...rest } = measured();
  const said = translated({ goals, tasks, products, sizes, memory }, (text) => phrase(text, event.params.lang));
  const learnt = networks.map(({ name, ...each }) => ({
    name,
    ...translated(each, (text) => phrase(text, event.params.lang)),
  }));
  return { ...words(event), ...rest, ...said, networks: learnt };
};
