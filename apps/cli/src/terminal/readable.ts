import { listed, short } from './words.js';

/** Counts of who is taken for whom, losses of every epoch, and names that stand elsewhere already: too long for lines; --json has them. */
const LEFT_OUT = new Set(['confusion', 'classes', 'history']);

function simple(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : listed(value.map(simple));
  if (typeof value === 'object' && value !== null) {
    return entries(value)
      .map(([name, inner]) => `${name} ${simple(inner)}`)
      .join(', ');
  }
  return typeof value === 'number' && !Number.isInteger(value) ? short(value) : String(value);
}

const entries = (value: object) => Object.entries(value).filter(([name]) => !LEFT_OUT.has(name));

/** Plain data as lines, 'name: value', what is inside of it indented under it. */
export const readable = (data: object, indent = '  '): string[] =>
  entries(data).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [`${indent}${name}`, ...entries(value).map(([inner, of]) => `${indent}  ${inner}: ${simple(of)}`)]
      : [`${indent}${name}: ${simple(value)}`],
  );
