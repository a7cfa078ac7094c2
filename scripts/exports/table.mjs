// The exports of a package as Markdown, between two comments in its README.

const BEGIN = '<!-- exports:begin -->';
const END = '<!-- exports:end -->';

const INTRODUCTION =
  'Beside each name stands what importing it alone costs, with all that it needs: minified and gzipped, in kB.';

/** As many values of one folder, or of one type, are a theme of their own. */
const LEAST = { folder: 2, type: 4 };

/** Sorted by what `key` gives, upper case like lower. */
const sorted = (list, key = (x) => x) => {
  const keyOf = (x) => key(x).toLowerCase();
  return [...list].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
};

/** The values by theme, first those without: a theme is a folder of the sources, or a type of the entry that many other values are of or give. */
function themesOf({ values, types }) {
  const typeOf = ({ folder, kinds }) => (folder ? undefined : kinds.find((kind) => types.includes(kind)));
  const count = (of, what) => values.filter((each) => of(each) === what).length;
  const themeOf = (value) => {
    if (value.folder) return count(({ folder }) => folder, value.folder) >= LEAST.folder ? value.folder : '';
    const type = typeOf(value);
    return type && count(typeOf, type) >= LEAST.type ? `\`${type}\`` : '';
  };
  const ordered = sorted(values, ({ name }) => name);
  return sorted(new Set(values.map(themeOf))).map((title) => ({
    title,
    values: ordered.filter((each) => themeOf(each) === title),
  }));
}

/** A sentence as a cell of a table: nothing but its code is markup. */
const cell = (sentence) =>
  sentence
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[*<]|(?<!\w)_|_(?!\w)/g, '\\$&')))
    .join('')
    .replaceAll('|', '\\|');

/** In kB with one decimal; nothing is said to cost nothing. */
const rounded = (size) => Math.max(size, 0.1).toFixed(1);

/** Whether a size that is written still says how much it is. */
const stillSays = (written, size) => Math.abs(written - size) <= Math.max(0.1, 0.05 * size);

/** The sizes that stand in a text, by entry and name. */
function writtenSizes(text) {
  const sizes = new Map();
  let specifier;
  for (const line of text.split('\n')) {
    specifier = /^### `(.*)`$/.exec(line)?.[1] ?? specifier;
    const [, name, size] = /^\| `(\w+)` \|.*\| ([\d.]+) \|$/.exec(line) ?? [];
    if (name) sizes.set(`${specifier} ${name}`, size);
  }
  return sizes;
}

/** The exports of one entry; `sizeOf` gives what a value costs as it is to be written. */
function entryText(entry, sizeOf) {
  const themes = themesOf(entry);
  const rows = themes.flatMap(({ title, values }) => [
    ...(title === '' || themes.length === 1 ? [] : [`| **${title}** | | |`]),
    ...values.map((each) => `| \`${each.name}\` | ${cell(each.sentence)} | ${sizeOf(each)} |`),
  ]);
  const lines = [`### \`${entry.specifier}\``, '', '| name | what it is | kB |', '|---|---|--:|', ...rows];
  const types = sorted(entry.types).map((type) => `\`${type}\``);
  return [...lines, ...(types.length > 0 ? ['', `Types: ${types.join(', ')}`] : [])].join('\n');
}

/**
 * A README with the exports of these entries between its two comments; each value has its `size` in kB. A size that stands there stays while it is
 * true to 0.1 kB or 5 %. Throws where the comments are not there, each once.
 */
export function withExports(readme, entries) {
  const parts = readme.split(BEGIN).flatMap((part, i) => (i === 0 ? [part] : part.split(END)));
  if (parts.length !== 3) throw new Error(`expected ${BEGIN} and behind it ${END}, each once`);
  const [before, old, after] = parts;
  const written = writtenSizes(old);
  const textOf = (entry) =>
    entryText(entry, ({ name, size }) => {
      const stands = written.get(`${entry.specifier} ${name}`);
      return stands !== undefined && stillSays(Number(stands), size) ? stands : rounded(size);
    });
  return `${before}${BEGIN}\n\n${[INTRODUCTION, ...entries.map(textOf)].join('\n\n')}\n\n${END}${after}`;
}
