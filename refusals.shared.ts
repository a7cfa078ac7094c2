import { describe, expect, test } from 'vitest';

// biome-ignore lint/suspicious/noExplicitAny: errors are made in many ways
type ErrorClass = new (...given: any[]) => Error;

/** A call with something bad in it, the class of its error, and what the error says behind the function's name. */
export type Refusal = readonly [call: () => unknown, error: ErrorClass, message: string];

/** The refusals of functions, by their names. Methods of what a function makes stand beside it by theirs. */
export type Refusals = Readonly<Record<string, readonly Refusal[]>>;

/** Anything, where a type would not let it in. */
export const bad = (value: unknown): never => value as never;

const kinds: readonly (readonly [value: unknown, got: string])[] = [
  ['1', "'1'"],
  [null, 'null'],
  [true, 'true'],
  [{}, 'an object'],
  [() => 1, 'a function'],
];

/** Refusals of what is to be a number: these numbers and NaN with RangeError, other kinds of things with TypeError. */
export const outside = (
  call: (value: never) => unknown,
  expected: string,
  ...numbers: readonly number[]
): readonly Refusal[] => [
  ...[...numbers, Number.NaN].map(
    (value): Refusal => [() => call(value as never), RangeError, `${expected}, got ${value}`],
  ),
  ...kinds.map(([value, got]): Refusal => [() => call(value as never), TypeError, `${expected}, got ${got}`]),
];

/** What is no finite number. */
export const infinite = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const;

async function caught(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return 'no error';
}

/** Checks that each call ends in just this error. The message of a RangeError or TypeError begins with the function's name. */
export function describeRefusals(refusals: Refusals): void {
  describe.each(Object.entries(refusals))('%s refuses', (name, rows) => {
    test.each(rows.map((row) => [row[2], ...row] as const))('%s', async (_, call, error, message) => {
      const named = error === RangeError || error === TypeError;
      const got = await caught(call);
      expect(`${(got as Error)?.constructor?.name}: ${(got as Error)?.message ?? got}`).toBe(
        `${error.name}: ${named ? `${name}: ` : ''}${message}`,
      );
      expect(got).toBeInstanceOf(error);
    });
  });
}

/** Checks that every function of a package is among the refusals, or among those that accept anything of their type, each with its reason. */
export function describeComplete(
  exported: object,
  refusals: readonly Refusals[],
  anything: Readonly<Record<string, string>>,
): void {
  const functions = Object.entries(exported).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
  const listed = new Set(
    refusals.flatMap((table) => Object.entries(table).flatMap(([k, v]) => (v.length > 0 ? k : []))),
  );

  test('every function is in the table, or accepts anything of its type', () => {
    expect(functions.filter((name) => !listed.has(name) && !Object.hasOwn(anything, name))).toEqual([]);
  });

  test('what is said to accept anything is a function that is not in the table', () => {
    expect(Object.keys(anything).filter((name) => !functions.includes(name) || listed.has(name))).toEqual([]);
  });
}

/** What is hardly ever meant. */
const junk: readonly (readonly [value: unknown, shown: string])[] = [
  [null, 'null'],
  [7.5, '7.5'],
  ['junk', "'junk'"],
  [true, 'true'],
  [[], '[]'],
  [() => 1, 'a function'],
];

/** Errors that the engine makes, not the function. */
const engine =
  /Cannot (read|destructure|convert|set|use)|is not (a function|iterable|a constructor|an object)|undefined \(/;

/** `() => …`: whatever is given to it is not looked at. */
const takesNothing = (f: unknown) => /^(function\s*\w*\s*)?\(\s*\)/.test(String(f));

/** Where junk is put: behind these arguments and before those, which are good. What a function does accept there is listed, as it is shown. */
export interface JunkPlace {
  readonly behind?: readonly unknown[];
  readonly before?: readonly unknown[];
  readonly accepts?: readonly string[];
}

/**
 * Puts what is hardly ever meant into places of functions (the first argument, unless others are named) and expects each to be refused by the function's name, not accepted and not by an
 * engine's message. What takes nothing is left out; `places` may leave out others, with a reason.
 */
export function describeJunk(exported: object, places: Readonly<Record<string, readonly JunkPlace[] | string>>): void {
  const functions = Object.entries(exported).filter(([, f]) => typeof f === 'function');
  test('each of these is a function', () => {
    expect(Object.keys(places).filter((name) => !functions.some(([own]) => own === name))).toEqual([]);
  });
  const cases = functions.flatMap(([name, f]) => {
    const own = places[name] ?? [{}];
    if (typeof own === 'string' || takesNothing(f)) return [];
    return own.flatMap(({ behind = [], before = [], accepts = [] }) =>
      junk.map(([value, said]) => {
        const call = () => f(...behind, value, ...before);
        return [`${name}(${'…, '.repeat(behind.length)}${said})`, name, call, accepts.includes(said)] as const;
      }),
    );
  });
  test.each(cases)('%s', async (_, name, call, isAccepted) => {
    const got = await caught(async () => {
      const result = await call();
      // What generators check, they check when they are first asked.
      if (typeof result?.next === 'function') result.next();
    });
    const message = got === 'no error' ? got : `${(got as Error).constructor.name}: ${(got as Error).message}`;
    if (isAccepted) return void expect(message).toBe('no error');
    expect(message).not.toBe('no error');
    expect(message).not.toMatch(engine);
    if (got instanceof TypeError || got instanceof RangeError) expect(got.message).toMatch(new RegExp(`^${name}\\b`));
  });
}
