import { wordsOf } from '$lib/words/prose.server.js';
import { en } from './en.js';
import { zh } from './zh.js';

export const load = wordsOf<typeof en>({ en, zh });
