import { harmless } from '../../terminal/io.js';

/** HTML that is safe to send: only `html` makes it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

type Part = Html | string | number | undefined | readonly Html[];

const written = (part: Part): string => {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(({ text }: Html) => text).join('');
  return harmless(String(part ?? '')).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
};

/** A template of HTML: what is put into it is text, and written so that it stays text, unless it is HTML already. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(texts.map((text, i) => (i === 0 ? text : written(parts[i - 1]) + text)).join(''));
