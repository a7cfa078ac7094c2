import type { Feature } from '@nn/data';
import type { Importance } from './importance.js';
import type { Quality, Recipe, Text } from './nn.js';
import type { Sample, Settings } from './settings.js';

/** What is to be made of a table. */
export type Choice = Omit<Settings, 'source'>;

/** A table's file, or a sample. */
export type Source = Sample | { readonly source: string; readonly bytes: Uint8Array };

/** A row, as names of columns and cells: a name may be any, `__proto__` too. */
export type Cells = readonly (readonly [name: string, cell: string])[];

/** From the page to the worker. `run` counts what the page has asked for, so that an old answer is known as such. */
export type Request =
  | { readonly kind: 'look'; readonly run: number; readonly file?: Source; readonly choice: Choice }
  | { readonly kind: 'train'; readonly run: number; readonly choice: Choice }
  | { readonly kind: 'stop' }
  | { readonly kind: 'ask'; readonly run: number; readonly cells: Cells };

/** From the worker to the page. */
export type Answer =
  | { readonly kind: 'looked'; readonly run: number; readonly look: Look }
  | { readonly kind: 'epoch'; readonly run: number; readonly progress: Progress }
  | { readonly kind: 'trained'; readonly run: number; readonly result: Result }
  | { readonly kind: 'failed'; readonly run: number; readonly problem: string }
  | { readonly kind: 'answered'; readonly run: number; readonly said: Said };

/** What a table is, and what would be trained on it; or why it cannot be. */
export interface Look {
  readonly table?: TableView;
  readonly plan?: Plan;
  readonly problem?: string;
}

export interface TableView {
  readonly source: string;
  readonly rows: number;
  /** The first cells of each column, cut where they are long. */
  readonly columns: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/** What `nn train` says before it begins. */
export interface Plan {
  readonly target: string;
  readonly task: 'classes' | 'number';
  readonly features: readonly Feature[];
  readonly rows: number;
  readonly notes: readonly (string | Text)[];
  readonly recipe: Recipe;
  /** Units of each layer, from the inputs to the outputs. */
  readonly sizes: readonly number[];
  /** Of the last layer. */
  readonly output: string;
}

/** One epoch of the training on a part of the rows, or after it of that on all. */
export interface Progress {
  readonly phase: 'validating' | 'training on all rows' | 'training';
  readonly epoch: number;
  readonly epochs: number;
  readonly loss: number;
  readonly validationLoss?: number;
}

/** A trained network, and how good it is on rows that were held back, if any were. */
export interface Result {
  readonly quality?: Quality;
  readonly warning?: Text;
  /** For a number: what it is and what the network says, of each row that was held back. */
  readonly pairs?: readonly (readonly [is: number, said: number])[];
  readonly importance?: readonly Importance[];
  readonly epochs: number;
  readonly parameters: number;
  readonly features: readonly Feature[];
  /** What the target may be; none where it is a number. */
  readonly classes: readonly string[];
  /** The model file, as `nn train` writes it. */
  readonly model: Uint8Array;
  /** The file of the table that `nn train` is to be given, where the reader has none: of a sample, or without the columns left out. */
  readonly table?: Uint8Array;
}

/** What the network says of one row; or why it cannot. */
export interface Said {
  readonly value?: string | number;
  readonly probabilities?: readonly number[];
  readonly notes?: readonly string[];
  readonly problem?: string;
}
