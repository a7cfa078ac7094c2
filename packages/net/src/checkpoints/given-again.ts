import { type Formula, toJSON } from '@nn/formula';

/** What a file says of an option that is code: enough to know whether the same is given again. */
export interface CodeRecord {
  readonly name?: string;
  readonly settings?: unknown;
  readonly formula?: unknown;
}

const isData = (value: unknown): boolean => ['number', 'string', 'boolean'].includes(typeof value);

/** An option that is code (a loss, an optimizer, a schedule, …) by its name, its settings and its formula, as far as it has them. */
function recordOf(value: unknown): CodeRecord {
  if (typeof value !== 'object' || value === null) return {};
  const { name, settings, formula } = value as { name?: unknown; settings?: unknown; formula?: Formula };
  return {
    ...(typeof name === 'string' && { name }),
    ...(settings !== undefined && { settings }),
    ...(formula?.expression && { formula: toJSON(formula.expression) }),
  };
}

/** Options as a file can hold them: those that are data, and what is to be known of the others. */
export function divideOptions(options: object): { data: Record<string, unknown>; code: Record<string, CodeRecord> } {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return {
    data: Object.fromEntries(given.filter(([, value]) => isData(value))),
    code: Object.fromEntries(
      given.filter(([, value]) => !isData(value)).map(([name, value]) => [name, recordOf(value)]),
    ),
  };
}

const named = ({ name, settings }: CodeRecord): string =>
  [name ?? 'another', ...(settings === undefined ? [] : [JSON.stringify(settings)])].join(' with ');

/** Throws TypeError unless what was code is given again, and is the same as far as can be seen. */
export function checkGivenAgain(code: Readonly<Record<string, CodeRecord>>, given: object): void {
  for (const [option, saved] of Object.entries(code)) {
    const value = (given as Record<string, unknown>)[option];
    if (value === undefined) {
      throw new TypeError(
        `loadRun: ${option}: expected ${saved.name ?? 'the one'} that the run was saved with, got none; a file holds no code, so give it again`,
      );
    }
    // A number in place of a schedule is meant so.
    if (isData(value)) continue;
    const found = recordOf(value);
    if (JSON.stringify(found) === JSON.stringify(saved)) continue;
    const [expected, got] = [named(saved), named(found)];
    const why = expected === got ? `${got} with another formula (its options differ)` : got;
    throw new TypeError(`loadRun: ${option}: expected ${expected}, as the run was saved, got ${why}`);
  }
}
