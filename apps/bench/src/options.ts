import { parseArgs } from 'node:util';

export const choices = ['A', 'B', 'C', 'xor', 'matmul', 'inference', 'cold', 'size', 'memory'] as const;
export type Choice = (typeof choices)[number];

export const usage = `pnpm bench [PART …] [--quick] [--rounds N] [--only NAMES] [--install]
pnpm bench report [NAME]
pnpm bench accuracy [NETWORK …]
pnpm bench predict [ROWS …] [--rounds N]
pnpm bench command [--rounds N]

Compares this project with every peer that is there. Parts: ${choices.join(' ')}; all unless some are named.

  --quick       few and short rounds, to see that everything works
  --rounds N    how often everybody runs in each part (9)
  --only NAMES  contestants whose names begin so, with commas between: --only nn,torch
  --install     installs the peers that come from npm first
  report NAME   writes docs/benchmarks.md and docs/benchmarks.svg from apps/bench/results/NAME.json (latest) without measuring
  accuracy      trains networks that PyTorch has trained too (all, unless some are named), and says how many test images are right after each epoch
  predict       nn predict beside a script of pandas and scikit-learn, on tables of so many rows (100000, 1000000 and 3000000): rows a second and memory
  command       how long nn takes to say its version and to train on digits, beside Node's start and the imports of a Python script`;

export interface Options {
  readonly report?: string;
  /** Networks to train; none: all. */
  readonly accuracy?: readonly string[];
  /** Rows of the tables that are predicted; none: the usual ones. */
  readonly predict?: readonly number[];
  /** Whether the starts of commands are measured. */
  readonly command?: boolean;
  readonly parts: readonly Choice[];
  readonly quick: boolean;
  readonly rounds: number;
  readonly only: readonly string[];
  readonly install: boolean;
  readonly help: boolean;
}

/** Throws TypeError where an argument is none of those above. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      only: { type: 'string' },
      install: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { quick, install, help } = values;
  const rounds = Number(values.rounds ?? (quick ? 3 : 9));
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new TypeError(`--rounds: expected a whole number from 1, got ${values.rounds}`);
  }
  const only = values.only?.split(',') ?? [];
  const common = { quick, install, help, rounds, only };
  if (positionals[0] === 'report') return { ...common, parts: [], report: positionals[1] ?? 'latest' };
  if (positionals[0] === 'accuracy') return { ...common, parts: [], accuracy: positionals.slice(1) };
  if (positionals[0] === 'command') return { ...common, parts: [], command: true };
  if (positionals[0] === 'predict') {
    const predict = positionals.slice(1).map(Number);
    if (!predict.every((n) => Number.isSafeInteger(n) && n >= 1))
      throw new TypeError(`predict: expected numbers of rows such as 1000000, got ${positionals.slice(1).join(' ')}`);
    return { ...common, parts: [], predict };
  }
  const unknown = positionals.filter((p) => !choices.includes(p as Choice));
  if (unknown.length > 0) throw new TypeError(`${unknown.join(', ')}: expected parts out of ${choices.join(' ')}`);
  return { ...common, parts: positionals.length > 0 ? (positionals as Choice[]) : choices };
}
