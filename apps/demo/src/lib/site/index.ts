import { en } from './en.js';
import { zh } from './zh.js';

/** What stands on every page, by language. */
export const site = { zh, en };
