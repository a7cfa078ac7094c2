import { nearest } from '@nn/data';
import type { Kind } from '../config/kinds.js';
import type { Setting } from '../config/setting.js';
import { CommandError } from '../terminal/errors.js';
import { readText } from '../terminal/files.js';
import { listed } from '../terminal/words.js';
import { type Dimension, type Space, tunable } from './space.js';

/** A value as JSON has it, cut where it is long. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
};

const unknown = (name: string, names: readonly string[]) => {
  const near = nearest(name, names);
  return near === undefined ? `expected one of ${names.join(', ')}` : `did you mean '${near}'?`;
};

/** Settings that are numbers; batches may also be 'all', which is no end of a range. */
const numeric = (kind: Kind) => [1, 0.5].some(kind.fits);
const whole = (kind: Kind) => !kind.fits(0.5);

function choiceProblems(name: string, { kind }: Setting, choices: readonly unknown[]): string[] {
  if (choices.length === 0) return [`${name}: the list is empty; expected at least one value`];
  const written = choices.map((choice) => JSON.stringify(choice));
  return choices.flatMap((choice, i) => {
    if (written.indexOf(written[i]!) < i) return [`${name}: ${shown(choice)} is there more than once`];
    if (kind.fits(choice)) return [];
    const near = kind.choices && typeof choice === 'string' ? nearest(choice, kind.choices) : undefined;
    const expected =
      name === 'hidden' ? 'a list of whole numbers from 1, such as [64, 64], or [] for none' : kind.expected;
    return [
      `${name}: expected ${expected}, got ${shown(choice)}${near === undefined ? '' : `; did you mean '${near}'?`}`,
    ];
  });
}

const RANGE = ['from', 'to', 'scale'];

function rangeProblems(name: string, { kind }: Setting, range: Readonly<Record<string, unknown>>): string[] {
  if (!numeric(kind)) return [`${name}: expected a list of values, got ${shown(range)}; only numbers have ranges`];
  const problems = Object.keys(range)
    .filter((key) => !RANGE.includes(key))
    .map((key) => `${name}: a range has no '${key}'; ${unknown(key, RANGE)}`);
  const { from, to, scale = 'linear' } = range;
  const ends = Object.entries({ from, to }).flatMap(([key, end]) =>
    typeof end === 'number' && kind.fits(end) ? [] : [`${name}.${key}: expected ${kind.expected}, got ${shown(end)}`],
  );
  problems.push(...ends);
  if (scale !== 'linear' && scale !== 'log') {
    problems.push(`${name}.scale: expected 'linear' or 'log', got ${shown(scale)}`);
  }
  if (ends.length > 0) return problems;
  if ((from as number) >= (to as number)) {
    problems.push(`${name}: expected from below to, got from ${from} to ${to}`);
  }
  if (scale === 'log' && (from as number) <= 0) {
    problems.push(`${name}.from: a logarithmic scale begins above 0, got ${from}`);
  }
  return problems;
}

function problemsOf(name: string, declared: unknown, fixed: readonly string[]): string[] {
  const names = tunable.map((setting) => setting.name);
  const setting = tunable.find((known) => known.name === name);
  if (!setting) return [`there is no setting '${name}' to search; ${unknown(name, names)}`];
  if (fixed.includes(name)) return [`${name}: it is given as an option, too; leave it out here or there`];
  if (Array.isArray(declared)) return choiceProblems(name, setting, declared);
  if (typeof declared === 'object' && declared !== null) {
    return rangeProblems(name, setting, declared as Readonly<Record<string, unknown>>);
  }
  return [`${name}: expected a list of values or a range { from, to, scale }, got ${shown(declared)}`];
}

function dimensionOf({ kind }: Setting, declared: unknown): Dimension {
  if (Array.isArray(declared)) return declared;
  const { from, to, scale = 'linear' } = declared as { from: number; to: number; scale?: 'linear' | 'log' };
  return { from, to, scale, whole: whole(kind) };
}

/** The space that a JSON value declares; `fixed` are settings that are not to be searched. Throws CommandError with all that is wrong. */
export function spaceOf(source: string, declared: unknown, fixed: readonly string[] = []): Space {
  if (typeof declared !== 'object' || declared === null || Array.isArray(declared)) {
    throw new CommandError(
      `${source}: expected an object such as { "hidden": [[64], [64, 64]], "learningRate": { "from": 0.0001, "to": 0.1, "scale": "log" } }, got ${shown(declared)}`,
    );
  }
  const entries = Object.entries(declared);
  const problems = entries.flatMap(([name, value]) => problemsOf(name, value, fixed));
  if (entries.length === 0)
    problems.push(`nothing is declared; expected some of ${listed(tunable.map(({ name }) => name))}`);
  if (problems.length === 1) throw new CommandError(`${source}: ${problems[0]}`);
  if (problems.length > 1) throw new CommandError(`${source}: ${problems.length} problems\n  ${problems.join('\n  ')}`);
  const given = new Map(entries);
  return Object.fromEntries(
    tunable.flatMap((setting) =>
      given.has(setting.name) ? [[setting.name, dimensionOf(setting, given.get(setting.name))]] : [],
    ),
  );
}

/** Reads the space of a file. Throws CommandError where it is no JSON, or declares none. */
export async function readSpace(path: string, fixed: readonly string[]): Promise<Space> {
  const text = await readText(path);
  let declared: unknown;
  try {
    declared = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new CommandError(`${path}: this is no JSON: ${(cause as Error).message}`, { cause });
  }
  return spaceOf(path, declared, fixed);
}
