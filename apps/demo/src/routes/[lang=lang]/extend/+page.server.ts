import { wordsOf } from '$lib/words/prose.server.js';
import type { PageServerLoad } from './$types.js';
import { en } from './en.js';
import { backend, pieces, usage } from './pieces.server.js';
import { zh } from './zh.js';

const words = wordsOf<typeof en>({ en, zh });

export const load: PageServerLoad = async (event) => ({
  ...words(event),
  pieces: await pieces(),
  usage: usage(),
  backend: backend(),
});
