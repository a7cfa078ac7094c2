import type { Field } from './fields.js';

/** All that a reader can set on a page, by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What it is set to. */
export type ValuesOf<F> = { readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never };

/** The form that addresses have; another one is not read. */
const VERSION = '1';

/** What everything is at first. */
export const initialOf = <F extends Fields>(fields: F): ValuesOf<F> =>
  Object.fromEntries(Object.entries(fields).map(([name, { initial }]) => [name, initial])) as ValuesOf<F>;

/** Settings as the part of an address behind `#`, only what is not as at first: `v=1&rate=0.5`; empty where all is. */
export function toAddress<F extends Fields>(fields: F, values: ValuesOf<F>): string {
  const changed = Object.entries(fields).flatMap(([name, { initial, write }]) => {
    const text = write(values[name as keyof F]);
    return text === write(initial) ? [] : [[name, text] as const];
  });
  return changed.length === 0 ? '' : String(new URLSearchParams([['v', VERSION], ...changed.map((pair) => [...pair])]));
}

/** Settings from the part of an address behind `#`; `problems` are the names of what could not be read and is as at first. */
export function fromAddress<F extends Fields>(
  fields: F,
  address: string,
): { readonly values: ValuesOf<F>; readonly problems: readonly string[] } {
  const initial = initialOf(fields);
  const given = new URLSearchParams(address.replace(/^#/, ''));
  // Any other fragment is a place on the page.
  if (!given.has('v')) return { values: initial, problems: [] };
  if (given.get('v') !== VERSION) return { values: initial, problems: ['v'] };
  const problems: string[] = [];
  const values: Record<string, unknown> = { ...initial };
  for (const [name, text] of given) {
    if (name === 'v') continue;
    const value = Object.hasOwn(fields, name) ? fields[name]!.read(text) : undefined;
    if (value === undefined) problems.push(name);
    else values[name] = value;
  }
  return { values: values as ValuesOf<F>, problems };
}
