import { Marked } from 'marked';
import katex from 'marked-katex-extension';
import type { Language, Words } from './index.js';

// Only where pages are built: a reader's browser gets the finished text.
const marked = new Marked(katex({ output: 'htmlAndMathml', throwOnError: true, nonStandard: true }));

/** A formula with the punctuation behind it: Chinese punctuation begins no line, which browsers do not know behind a formula. A long formula stays free to break. */
const held = (text: string) =>
  text.replace(/(\$[^$\n]{1,30}\$)([，。：；、？！）”])/g, '<span style="white-space: nowrap">$1$2</span>');

const render = (text: string) => marked.parse(held(text), { async: false });

/** Everything under these keys is prose: Markdown with `$…$` for mathematics. What stands elsewhere is plain text. */
const PROSE = new Set(['prose', 'check']);

function rendered(words: unknown, isProse: boolean): unknown {
  if (typeof words === 'string') return isProse ? render(words) : words;
  if (Array.isArray(words)) return words.map((each) => rendered(each, isProse));
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [key, rendered(value, isProse || PROSE.has(key))]),
  );
}

/** The `load` of a page: its words in the language of its address, prose as HTML. */
export const wordsOf =
  <English>(dictionaries: Readonly<Record<Language, Words<English>>>) =>
  ({ params }: { readonly params: { readonly lang: string } }): { readonly words: Words<English> } => ({
    words: rendered(dictionaries[params.lang as Language], false) as Words<English>,
  });
