import type { Chance } from './chance.js';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Values that programs stumble over. */
const STRANGE: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  0.5,
  1e9,
  1e15,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -1e300,
  1e-300,
  '',
  '0',
  '__proto__',
  'constructor',
  'NaN',
  'Infinity',
  '\u0000',
  '</script>',
  '\u001b[31m',
  'x'.repeat(1000),
  [],
  {},
  [[]],
  [1e9, 1e9, 1e9],
  { kind: 'dense' },
];

const places = (json: Json): { parent: Json[] | { [name: string]: Json }; key: string }[] =>
  typeof json !== 'object' || json === null
    ? []
    : Object.keys(json).flatMap((key) => [
        { parent: json as { [name: string]: Json }, key },
        ...places((json as { [name: string]: Json })[key]!),
      ]);

/** A copy of some JSON with one to three places of it changed: a strange value, the value of another place, one more, or one less. */
export function mutated(json: unknown, { below, of }: Chance): unknown {
  const whole = { root: structuredClone(json) as Json };
  for (let left = 1 + below(3); left > 0; left--) {
    const all = places(whole);
    const { parent, key } = of(all);
    const other = of(all);
    const record = parent as { [name: string]: Json };
    const elsewhere = structuredClone((other.parent as { [name: string]: Json })[other.key]!);
    switch (below(6)) {
      case 0:
        if (Array.isArray(parent)) parent.splice(Number(key), 1);
        else delete record[key];
        break;
      case 1:
        if (Array.isArray(parent)) parent.push(elsewhere);
        else record[of(['extra', '0', 'toString', key])] = elsewhere;
        break;
      case 2:
        record[key] = elsewhere;
        break;
      case 3:
        if (typeof record[key] === 'number') record[key] = of([-1, 2, 10, 1e6, 1e-6]) * (record[key] as number);
        else record[key] = of(STRANGE);
        break;
      default:
        record[key] = of(STRANGE);
    }
  }
  return whole.root ?? null;
}
