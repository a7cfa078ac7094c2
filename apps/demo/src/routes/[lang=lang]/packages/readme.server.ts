import { marked } from 'marked';

/** The first program of a README; `npm test` runs it in an empty folder with the packed package (scripts/packed.mjs). Throws where there is none. */
export function firstExample(readme: string): string {
  const example = /^```ts\n([\s\S]*?)^```/m.exec(readme)?.[1];
  if (example === undefined) throw new Error('expected a README with a ```ts block');
  return example;
}

/** An export that has a value: its name, the first sentence of its docstring as HTML, and what importing it alone costs in kB. */
export interface Value {
  readonly name: string;
  readonly about: string;
  readonly size: string;
}

/** What can be imported from one specifier: values by theme, and types. */
export interface Entry {
  readonly specifier: string;
  readonly groups: { readonly title: string; readonly values: Value[] }[];
  readonly types: string[];
}

const ROW = /^\| `(\w+)` \| (.*) \| ([\d.]+) \|$/;
const THEME = /^\| \*\*`?([^*`]+)`?\*\* \| \| \|$/;

/** The table of exports of a README, as scripts/exports.mjs writes it. */
export function exportsIn(readme: string): Entry[] {
  const entries: Entry[] = [];
  for (const line of readme.split('<!-- exports:begin -->')[1]?.split('\n') ?? []) {
    const specifier = /^### `(.*)`$/.exec(line)?.[1];
    if (specifier) entries.push({ specifier, groups: [], types: [] });
    const entry = entries.at(-1);
    if (!entry) continue;
    const title = THEME.exec(line)?.[1];
    if (title) entry.groups.push({ title, values: [] });
    const [, name, about, size] = ROW.exec(line) ?? [];
    if (name && about && size) {
      if (entry.groups.length === 0) entry.groups.push({ title: '', values: [] });
      const html = marked.parseInline(about.replaceAll('\\|', '|'), { async: false });
      entry.groups.at(-1)!.values.push({ name, about: html, size });
    }
    if (line.startsWith('Types: ')) entry.types.push(...Array.from(line.matchAll(/`(\w+)`/g), ([, type]) => type!));
  }
  return entries;
}
