import { clean } from '../plot/label.js';

/** HTML that is safe to put into a page: it was written here, or made by `html`. */
export interface Html {
  readonly html: string;
}

/** What may stand in a template: text, which is cleaned and escaped, HTML as it is, lists of both; and nothing, where there is none. */
export type Part = string | number | Html | undefined | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => clean(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);

function written(part: Part): string {
  if (part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(written).join('');
  return typeof part === 'object' ? (part as Html).html : escaped(String(part));
}

/** A template whose parts are escaped unless they are HTML: html`<b>${name}</b>`. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: strings.map((string, i) => string + written(parts[i])).join(''),
});

/** Text that is HTML already: of pictures, in which everything is escaped, and of style sheets. */
export const trusted = (text: string): Html => ({ html: text });
