import type { DiagnosisCode } from '../../../src/doctor/diagnosis.js';
import type { Case } from './case.js';
import { controls } from './controls.js';
import { faults } from './faults.js';

/** How often a diagnosis was right, missed, or said of what it is not true of. */
interface Count {
  found: number;
  missed: number;
  falsely: number;
}

/** Looks at every case, each with a seed of its own from the first one on; says of each code how it did, and which cases went wrong. */
export async function score(firstSeed: number) {
  const counts = new Map<DiagnosisCode, Count>();
  const countOf = (code: DiagnosisCode): Count => {
    const known = counts.get(code) ?? { found: 0, missed: 0, falsely: 0 };
    counts.set(code, known);
    return known;
  };
  const [missed, falsely, alarms]: [string[], string[], string[]] = [[], [], []];
  const look = async ({ name, code, also = [], look }: Case, i: number) => {
    const seed = firstSeed + i;
    const said = await look(seed);
    const codes = new Set(said.map((diagnosis) => diagnosis.code));
    if (code && codes.has(code)) countOf(code).found++;
    if (code && !codes.has(code)) {
      countOf(code).missed++;
      missed.push(`${name} (${seed}): ${code}, but ${[...codes].join(' ') || 'nothing'}`);
    }
    for (const other of codes) {
      if (other === code || also.includes(other)) continue;
      countOf(other).falsely++;
      falsely.push(`${name} (${seed}): ${other}: ${said.find((d) => d.code === other)!.says.en}`);
    }
    if (code === undefined) {
      for (const { code, severity, says } of said)
        if (severity !== 'hint') alarms.push(`${name} (${seed}): ${code}: ${says.en}`);
    }
  };
  for (const [i, each] of [...faults, ...controls].entries()) await look(each, i);
  const sum = (of: keyof Count) => [...counts.values()].reduce((n, count) => n + count[of], 0);
  const all: [string, Count][] = [
    ...[...counts].sort(([a], [b]) => (a < b ? -1 : 1)),
    ['all', { found: sum('found'), missed: sum('missed'), falsely: sum('falsely') }],
  ];
  const share = (part: number, rest: number) => (part + rest === 0 ? '-' : (part / (part + rest)).toFixed(2));
  const lines = all.map(([code, { found, missed: lost, falsely: wrong }]) =>
    [code.padEnd(30), share(found, wrong), share(found, lost), `${found + lost}`].join('  '),
  );
  return {
    table: ['code                            precision  recall  faults', ...lines].join('\n'),
    missed,
    falsely,
    alarms,
    recall: sum('found') / faults.length,
    precision: sum('found') / (sum('found') + sum('falsely')),
  };
}
