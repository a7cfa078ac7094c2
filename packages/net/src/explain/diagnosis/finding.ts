import type { TracedLayer } from '../quantity.js';

/** Something that keeps a network from learning: what, in which layer and units, and why. */
export interface Finding {
  /**
   * `identicalUnits` move alike for ever; `noGradient` reaches; the gradient is not finite (`undefinedGradient`); `saturatedUnits` have an
   * activation that is flat for every sample.
   */
  readonly code: 'identicalUnits' | 'noGradient' | 'undefinedGradient' | 'saturatedUnits';
  /** Counted from 0, as are units; the units of an image are its channels. */
  readonly layer: number;
  readonly units: readonly number[];
  /** The same in a sentence, with the likely cause and what to do. */
  readonly text: string;
}

/** The layers of a step, which of them is looked at, and how many units it has: the last size of what comes out of it, so those of an image are its channels. */
export interface Place {
  readonly layers: readonly TracedLayer[];
  readonly i: number;
  readonly units: number;
}

/** A finding in words: 'layer 0 (dense, relu): units 3, 4 …'. */
export function finding(
  code: Finding['code'],
  { layers, i, units: count }: Place,
  units: readonly number[],
  says: (many: boolean) => string,
): Finding {
  const { kind, activation } = layers[i]!;
  const all = units.length === count;
  const shown = units.slice(0, 10).join(', ') + (units.length > 10 ? ', …' : '');
  const many = units.length > 1;
  const named = all ? (many ? `all ${units.length} units` : 'its only unit') : `${many ? 'units' : 'unit'} ${shown}`;
  const layer = `layer ${i} (${kind}${activation ? `, ${activation}` : ''})`;
  return { code, layer: i, units, text: `${layer}: ${named} ${says(many)}` };
}
