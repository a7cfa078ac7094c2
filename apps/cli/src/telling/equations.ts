import { formula, text } from '@nn/formula';
import type { Computed } from '@nn/net';
import { abridged } from './abridged.js';
import type { Equations } from './step.js';

type Written = Pick<Computed, 'formula' | 'values'>;

const written = ({ formula: f, values }: Written) => text(f, { values });

/** A number: its formula in symbols, and with the numbers in place. */
export const equation = (name: string, computed: Written): Equations => ({
  equations: [
    [name, text(computed.formula)],
    ['', written(computed)],
  ],
});

/** A list of numbers with an index i in their name, such as `share_i`: their formula, and the numbers of each. */
export function eachEquation(name: string, computed: readonly Written[]): Equations {
  // A number that is settled, such as the share of an input of 0, has a constant for a formula.
  const { formula: f } = computed.find((one) => one.formula.names.length > 0) ?? computed[0]!;
  const lines = computed.map((one, i) => [name.replace('_i', `_${i + 1}`), written(one)] as const);
  return { equations: [[name, text(f)], ...abridged(lines).map((line) => line ?? (['…', ''] as const))] };
}

const itself = formula(['number'], (number) => number);

/** A number as formulas print it, with six digits. */
export const shown = (number: number): string => text(itself, { values: { number } });

/** A list of numbers; of many the first ones and the last. */
export const shownList = (numbers: readonly number[]): string =>
  abridged(numbers)
    .map((number) => (number === undefined ? '…' : shown(number)))
    .join(', ');
