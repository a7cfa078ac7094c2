import { list } from '../message.js';

/** Takes notes of a table's columns. */
export interface Notes {
  readonly note: (text: string) => void;
  /** A column is the same in every row. */
  readonly constant: (name: string, value: string) => void;
}

/** So many columns of one value are named one by one; more of them, as at the edges of images, in one note. */
const ONE_BY_ONE = 3;

/** Notes in the order in which they are taken. */
export function columnNotes(): Notes & { readonly all: () => string[] } {
  const taken: { text: string; value?: string }[] = [];
  const constant = new Map<string, string[]>();
  const together = (value: string, names: readonly string[]) =>
    `${names.length} columns are always ${value}; they tell nothing (${list(names)})`;
  return {
    note: (text) => void taken.push({ text }),
    constant: (name, value) => {
      const names = constant.get(value) ?? [];
      names.push(name);
      constant.set(value, names);
      taken.push({ text: `column ${name} is always ${value}; it tells nothing`, value });
    },
    all: () => {
      const said = new Set<string>();
      return taken.flatMap(({ text, value }) => {
        const names = value === undefined ? [] : constant.get(value)!;
        if (value === undefined || names.length <= ONE_BY_ONE) return [text];
        if (said.has(value)) return [];
        said.add(value);
        return [together(value, names)];
      });
    },
  };
}
