import { type Given, toValues, type Values } from '@nn/formula';
import { fromData, type Matrix } from '@nn/matrix';

/** Where a descent begins: the one input that moves, or a record of several by their names. */
export type Start = Given | Readonly<Record<string, Given>>;

/** A result in the form of the start: a number for a number, rows for rows, a matrix for a matrix, a record for a record. */
export type Form<S> = S extends number
  ? number
  : S extends readonly (readonly number[])[]
    ? number[][]
    : S extends Values
      ? Matrix
      : { readonly [Name in keyof S]: Form<S[Name]> };

/** The inputs that move, as one vector: what an optimizer steps over. */
export interface Parameters {
  readonly names: readonly string[];
  /** Where they begin: 1 x n, in double precision. */
  readonly start: Matrix;
  /** A vector as the formula takes it: each input by its name. */
  inputs(vector: Matrix): Record<string, Values>;
  /** The inverse of `inputs`. */
  vector(inputs: Readonly<Record<string, Values>>): Matrix;
  /** A vector in the form of the start. */
  form(vector: Matrix): unknown;
}

const isRecord = (start: Start): start is Readonly<Record<string, Given>> =>
  typeof start === 'object' && !Array.isArray(start) && !('rows' in start && 'cols' in start && 'data' in start);

/**
 * The vector of the inputs that move, from their start and the names of those that are given. Throws RangeError where a name is unknown,
 * twice or missing, or the start is not finite, and TypeError where the start is none of its forms.
 */
export function parameters(
  who: string,
  names: readonly string[],
  start: Start,
  given: Readonly<Record<string, readonly string[]>>,
): Parameters {
  if (typeof start !== 'number' && (typeof start !== 'object' || start === null)) {
    const got = start === null ? 'null' : typeof start;
    throw new TypeError(
      `${who}: start: expected a number, rows of numbers, a matrix, or a record of these by name, got ${got}`,
    );
  }
  const entries: readonly (readonly [string, Given])[] = isRecord(start)
    ? Object.entries(start)
    : [[onlyFree(who, names, given), start]];
  checkNames(who, names, { start: entries.map(([name]) => name), ...given });

  let length = 0;
  const parts = entries.map(([name, from]) => {
    const values = toValues(from, `${who}: start: ${name}`);
    const offset = length;
    length += values.rows * values.cols;
    return { name, from, values, offset, size: values.rows * values.cols };
  });
  const joined = (all: readonly Values[]): Matrix =>
    fromData(1, length, Float64Array.from(all.flatMap(({ data }) => Array.from(data))));
  for (const { name, values, size } of parts) {
    const bad = Array.from(values.data).find((x) => !Number.isFinite(x));
    if (bad !== undefined || size === 0) {
      throw new RangeError(`${who}: start: ${name}: expected finite numbers, got ${size === 0 ? 'none' : bad}`);
    }
  }

  const matrices = (vector: Matrix) =>
    parts.map(({ name, from, values: { rows, cols }, offset, size }) => ({
      name,
      from,
      part: fromData(rows, cols, vector.data.slice(offset, offset + size)),
    }));
  return {
    names: parts.map(({ name }) => name),
    start: joined(parts.map(({ values }) => values)),
    inputs: (vector) => Object.fromEntries(matrices(vector).map(({ name, part }) => [name, part])),
    vector: (inputs) => joined(parts.map(({ name }) => inputs[name]!)),
    form: (vector) => {
      const forms = matrices(vector).map(({ name, from, part }) => [name, formed(from, part)] as const);
      return isRecord(start) ? Object.fromEntries(forms) : forms[0]![1];
    },
  };
}

const formed = (from: Given, part: Matrix) =>
  typeof from === 'number' ? part.data[0]! : Array.isArray(from) ? part.toArray() : part;

/** The one input that is not given. */
function onlyFree(who: string, names: readonly string[], given: Readonly<Record<string, readonly string[]>>): string {
  const free = names.filter((name) => !Object.values(given).flat().includes(name));
  if (free.length === 1) return free[0]!;
  const what = free.length === 0 ? 'one free input, and all are given' : `a record, since ${free.join(', ')} are free`;
  throw new RangeError(`${who}: start: expected ${what}, got one value; what stays fixed goes into given`);
}

/** Every input of the formula has its value from one place, and no place has more. */
function checkNames(who: string, names: readonly string[], places: Readonly<Record<string, readonly string[]>>): void {
  const seen = new Map<string, string>();
  for (const [place, own] of Object.entries(places)) {
    for (const name of own) {
      if (!names.includes(name)) {
        throw new RangeError(`${who}: ${place}: expected inputs of the formula (${names.join(', ')}), got '${name}'`);
      }
      if (seen.has(name)) {
        throw new RangeError(
          `${who}: ${place}: expected each input once, got '${name}', which ${seen.get(name)} has too`,
        );
      }
      seen.set(name, place);
    }
  }
  const missing = names.filter((name) => !seen.has(name));
  if (missing.length > 0) {
    const all = Object.keys(places).join(' or ');
    throw new RangeError(`${who}: expected a value for every input in ${all}, got none for ${missing.join(', ')}`);
  }
}
