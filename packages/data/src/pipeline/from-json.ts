import { shown } from '@nn/formula';
import { count, repeated } from '../message.js';
import type { Feature } from './feature.js';
import { type Pipeline, pipeline } from './pipeline.js';
import type { Target } from './target.js';

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((v) => typeof v === 'string');

/** What is wrong with a feature's or the target's data; undefined if nothing. */
function problem(value: unknown, what: string, words: 'category' | 'classes'): string | undefined {
  if (!isRecord(value)) return `${what}: expected an object, got ${shown(value)}`;
  const { kind, name, mean, std, fill } = value;
  if (typeof name !== 'string') return `${what}: expected a name, got ${shown(name)}`;
  const where = `${what} (${name})`;
  if (kind === 'number') {
    if (Number.isFinite(mean) && Number.isFinite(std) && (std as number) > 0) return undefined;
    return `${where}: expected a finite mean and a std above 0, got ${shown(mean)} and ${shown(std)}`;
  }
  if (kind !== words) return `${where}: expected kind 'number' or '${words}', got ${shown(kind)}`;
  const [field, least] = words === 'classes' ? (['classes', 2] as const) : (['categories', 1] as const);
  const names = value[field];
  if (!isTexts(names) || names.length < least)
    return `${where}: expected ${field}, a list of ${count(least, 'word')} or more`;
  const twice = repeated(names)[0];
  if (twice !== undefined) return `${where}: expected ${field} that differ, got '${twice}' twice`;
  if (words === 'category' && !names.some((n) => n === fill))
    return `${where}: expected one of its categories to fill in for a missing value, got ${shown(fill)}`;
  return undefined;
}

// Only what is known is taken over.
const standard = ({ name, mean, std }: Fields) => ({ kind: 'number', name, mean, std }) as Feature & Target;
const feature = (f: Fields): Feature =>
  f.kind === 'number'
    ? standard(f)
    : ({ kind: 'category', name: f.name, categories: f.categories, fill: f.fill } as Feature);
const targetOf = (t: Fields): Target =>
  t.kind === 'number' ? standard(t) : ({ kind: 'classes', name: t.name, classes: t.classes } as Target);

/** A pipeline from what `toJSON` gave. Throws TypeError that lists all that is wrong with the data. */
export function pipelineFromJSON(json: unknown): Pipeline {
  if (!isRecord(json) || !Array.isArray(json.features))
    throw new TypeError(`pipelineFromJSON: json: expected an object with features and a target, got ${shown(json)}`);
  const { features, target, missing } = json as { features: unknown[]; target: unknown; missing?: unknown };
  const names = [...features, target].flatMap((f) => (isRecord(f) && typeof f.name === 'string' ? [f.name] : []));
  const problems = [
    ...features.map((f, i) => problem(f, `feature ${i}`, 'category')),
    problem(target, 'target', 'classes'),
    missing === undefined || isTexts(missing) ? undefined : `missing: expected a list of texts, got ${shown(missing)}`,
    features.length === 0 ? 'expected at least one feature' : undefined,
    ...repeated(names).map((name) => `expected each column once, got '${name}' twice`),
  ].filter((p) => p !== undefined);
  if (problems.length > 0) throw new TypeError(`pipeline: ${problems.join('; ')}`);
  return pipeline({
    features: features.map((f) => feature(f as Fields)),
    target: targetOf(target as Fields),
    missing: missing as string[] | undefined,
  });
}
