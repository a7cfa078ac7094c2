import { wordsOf } from '$lib/words/prose.server.js';
import type { PageServerLoad } from './$types.js';
import { en } from './en.js';
import { names } from './names.js';
import { summaryOf } from './package.server.js';
import { zh } from './zh.js';

const words = wordsOf<typeof en>({ en, zh });

export const load: PageServerLoad = (event) => ({ ...words(event), packages: names.map(summaryOf) });
