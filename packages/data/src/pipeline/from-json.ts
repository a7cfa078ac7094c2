import type { Feature } from './feature.js';
import { type Pipeline, pipeline } from './pipeline.js';
import type { Target } from './target.js';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((v) => typeof v === 'string');
const isStandard = (v: Record<string, unknown>) =>
  Number.isFinite(v.mean) && Number.isFinite(v.std) && (v.std as number) > 0;

/** What is wrong with a feature's or the target's data; undefined if nothing. */
function problem(value: unknown, what: string, categories: 'category' | 'classes'): string | undefined {
  if (!isRecord(value)) return `${what}: expected an object, got ${JSON.stringify(value) ?? 'nothing'}`;
  if (typeof value.name !== 'string') return `${what}: expected a name`;
  if (value.kind === 'number')
    return isStandard(value) ? undefined : `${what} (${value.name}): expected a finite mean and a std above 0`;
  if (value.kind !== categories)
    return `${what} (${value.name}): expected kind 'number' or '${categories}', got ${JSON.stringify(value.kind)}`;
  const names = categories === 'classes' ? value.classes : value.categories;
  if (!isTexts(names) || names.length === 0 || new Set(names).size !== names.length)
    return `${what} (${value.name}): expected its names, each once`;
  if (categories === 'category' && typeof value.fill !== 'string')
    return `${what} (${value.name}): expected what fills in for a missing value`;
  return undefined;
}

const number = ({ name, mean, std }: Record<string, unknown>) =>
  ({ kind: 'number', name: name as string, mean: mean as number, std: std as number }) as const;

/** A pipeline from what `toJSON` gave. Throws TypeError that lists all that is wrong with the data. */
export function pipelineFromJSON(json: unknown): Pipeline {
  if (!isRecord(json) || !Array.isArray(json.features))
    throw new TypeError('pipeline: expected an object with features and a target');
  const features: unknown[] = json.features;
  const problems = [
    ...features.map((f, i) => problem(f, `feature ${i}`, 'category')),
    problem(json.target, 'target', 'classes'),
    features.length === 0 ? 'expected at least one feature' : undefined,
  ].filter((p) => p !== undefined);
  if (problems.length > 0) throw new TypeError(`pipeline: ${problems.join('; ')}`);
  // Only what is known is taken over.
  const target = json.target as Record<string, unknown>;
  return pipeline({
    features: (features as Record<string, unknown>[]).map(
      (f): Feature =>
        f.kind === 'number'
          ? number(f)
          : { kind: 'category', name: f.name as string, categories: f.categories as string[], fill: f.fill as string },
    ),
    target: (target.kind === 'number'
      ? number(target)
      : { kind: 'classes', name: target.name, classes: target.classes }) as Target,
  });
}
