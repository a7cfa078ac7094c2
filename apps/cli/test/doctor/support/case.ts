import type { Table } from '@nn/data';
import { dense, type Layer, type Network, network } from '@nn/net';
import type { Diagnosis, DiagnosisCode } from '../../../src/doctor/diagnosis.js';
import { examineSetup } from '../../../src/doctor/examine-setup.js';
import { examineTable } from '../../../src/doctor/examine-table.js';
import { defaultRecipe } from '../../../src/training/defaults.js';
import type { Recipe } from '../../../src/training/recipe.js';
import type { Setup } from '../../../src/training/user-module.js';

/** Something to be looked at, made from a seed. */
export interface Case {
  readonly name: string;
  /** What must be found; nothing in a clean control. */
  readonly code?: DiagnosisCode;
  /** What may be found beside it, since it follows from it or is there too. */
  readonly also?: readonly DiagnosisCode[];
  readonly look: (seed: number) => Promise<readonly Diagnosis[]>;
}

const signal = new AbortController().signal;
const progress = () => ({});

/** What `nn doctor` finds in a table. */
export const ofTable = (
  table: Table,
  target: string,
  task: 'classes' | 'number',
  given: Partial<Recipe> = {},
): Promise<Diagnosis[]> =>
  examineTable(
    { table, target, task, recipe: { ...defaultRecipe({ task, rows: table.rows }), epochs: 30, ...given } },
    { signal, progress },
  );

/** What `nn doctor` finds in a setup of one's own. */
export const ofSetup = (setup: Setup): Promise<Diagnosis[]> => examineSetup(setup, { signal, progress });

/** So many hidden layers alike, and the last one. */
export const stack = (inputs: number, count: number, hidden: () => Layer, last: Layer, seed: number): Network =>
  network({ inputs, layers: [...Array.from({ length: count }, hidden), last], seed });

export const plain = (inputs: number, seed: number, ...layers: readonly Layer[]): Network =>
  network({ inputs, layers: layers.length > 0 ? layers : [dense(1)], seed });
