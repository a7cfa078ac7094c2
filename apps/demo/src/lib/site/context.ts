import { getContext, setContext } from 'svelte';
import type { SiteWords } from './en.js';

const KEY = Symbol('words of the site');

/** Gives the words of the site to all components of a page, as a function: another language may be chosen while they are there. */
export const provideSiteWords = (words: () => SiteWords): (() => SiteWords) => setContext(KEY, words);

/** The words of the site in the language of the page. */
export const siteWords = (): (() => SiteWords) => getContext(KEY);
