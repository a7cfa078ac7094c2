import katex from 'katex';
import { expect } from 'vitest';

/** Throws where KaTeX would have to guess. */
export const renderLatex = (source: string): string =>
  katex.renderToString(source, { throwOnError: true, strict: 'error' });

/** Every tag is closed in its turn, and fixed elements have as many children as MathML asks for. */
export function expectWellFormed(source: string): void {
  const open: { tag: string; children: number }[] = [{ tag: '', children: 0 }];
  const sizes: Record<string, number> = { mfrac: 2, msup: 2, msub: 2, munder: 2 };
  for (const [, close, tag, rest] of source.matchAll(/<(\/?)([a-z]+)([^>]*)>|([^<]+)/g)) {
    if (tag === undefined) continue;
    expect(rest).not.toContain('<');
    if (!close) {
      open.at(-1)!.children++;
      open.push({ tag, children: 0 });
    } else {
      const ended = open.pop()!;
      expect(ended.tag, source).toBe(tag);
      if (sizes[tag]) expect(ended.children, source).toBe(sizes[tag]);
    }
  }
  expect(open).toHaveLength(1);
  expect(source.replace(/<[^>]*>|&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[<&]/);
}
