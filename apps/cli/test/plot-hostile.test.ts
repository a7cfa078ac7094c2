import { Resvg } from '@resvg/resvg-js';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { clean, label, lines } from '../src/plot/label.js';
import { html } from '../src/report/html.js';
import { report } from '../src/report/report.js';
import { hostileNames } from './support/hostile.js';
import { type Names, optionsOf } from './support/report.js';

const SEEDS = Array.from({ length: 10 }, (_, seed) => seed);

function namesOf(seed: number): Names {
  const n = hostileNames(seed, 13);
  return {
    columns: [n[0]!, n[1]!, n[2]!],
    classes: [n[3]!, n[4]!, n[5]!],
    cells: [n[6]!, n[7]!],
    other: [n[8]!, n[9]!, n[10]!, n[11]!, n[12]!],
  };
}

const benign: Names = {
  columns: ['a', 'b', 'c'],
  classes: ['k', 'l', 'm'],
  cells: ['u', 'v'],
  other: ['o', 'p', 'q', 'r', 's'],
};

const SHAPES = 'svg title desc rect g path text line circle clippath'.split(' ');
const PAGE =
  'html head meta title style body header p h1 dl div dt dd i b main section h2 h3 ul li span code figure table thead tbody tr th td pre footer'.split(
    ' ',
  );

/** What no picture and no page may hold, whatever it is called. */
const NEVER =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/u;

/** Throws where elements or attributes are there that are none of ours. */
function checkElements(root: ParentNode, allowed: readonly string[]): void {
  for (const element of root.querySelectorAll('*')) {
    expect(allowed).toContain(element.localName);
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on|href$|^src/);
      if (/url\(/.test(value)) expect(value).toMatch(/^url\(#nn-[a-z]+-clip-\d+\)$/);
    }
  }
}

/** What is in the page but for what is drawn. */
const outline = (page: string) =>
  page.replace(/<svg[\s\S]*?<\/svg>\s*(?=<\/figure>)/g, '').match(/<\/?[a-z][a-z0-9]*/gi);

describe.each(['classes', 'number'] as const)('hostile names in a report of %s', async (task) => {
  const harmless = outline(await report(optionsOf(benign, task)));

  test.each(SEEDS)('do nothing, in pictures and around them (seed %i)', async (seed) => {
    const page = await report(optionsOf(namesOf(seed), task));
    expect(page).not.toMatch(NEVER);
    checkElements(parseHTML(page).document, [...PAGE, ...SHAPES]);
    // Element for element the same as under names that mean no harm.
    expect(outline(page)).toEqual(harmless);
    expect(page.length).toBeLessThan(300_000);
    const pictures = page.match(/(?<=<figure class="picture">)[\s\S]*?(?=<\/figure>)/g)!;
    expect(pictures).toHaveLength(task === 'classes' ? 7 : 4);
    // For a strict reader of XML each is whole.
    for (const svg of pictures) expect(new Resvg(svg, { font: { loadSystemFonts: false } }).width).toBe(480);
  });
});

test('the page says itself that nothing may run or be loaded', async () => {
  const { document } = parseHTML(await report(optionsOf(benign, 'classes')));
  expect(document.querySelector('meta[http-equiv]')!.getAttribute('content')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
  );
});

test('text is on one line, without what no XML may hold', () => {
  expect(clean(' a\r\n\tb ')).toBe('a b');
  expect(clean('\u001b[31m\u0000\u202e\ud800\uffff')).toBe('�[31m�����'.slice(0, 9));
});

test('what is too long is cut, and a Chinese character counts for two', () => {
  expect(label('abc', 3)).toBe('abc');
  expect(label('abcd', 3)).toBe('ab…');
  expect(label('类别名', 6)).toBe('类别名');
  expect(label('类别名字', 6)).toBe('类别…');
  expect(label('x'.repeat(1e6), 4)).toBe('xxx…');
  expect(lines('one two three', 8)).toEqual(['one two', 'three']);
  expect(lines('一二三，四五六，七', 10)).toEqual(['一二三，', '四五六，七']);
});

test('a template escapes text, and leaves out what is not there', () => {
  expect(html`<b title="${`"'&<>`}">${['a<', html`<i>${1}</i>`, undefined, false]}</b>`.html).toBe(
    '<b title="&quot;&#39;&amp;&lt;&gt;">a&lt;<i>1</i></b>',
  );
});
