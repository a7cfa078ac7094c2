import type { Settings } from './settings.js';

/** How many cells the plane has along each side. */
export const GRID = 48;

/** What a training goes on by: one sample of a batch, a batch (which is an update), or all samples once. */
export type Unit = 'sample' | 'batch' | 'epoch';

/** From the page to the worker. */
export interface Request {
  readonly settings: Settings;
  /** Whether to begin again; else the training of the same settings goes on. */
  readonly start: boolean;
  readonly unit: Unit;
  /** How many of them; 0 to look only. */
  readonly count: number;
}

/** How good the network is on some points. Accuracy and confusion (row: the class it is; column: the class that is said) are of classes only. */
export interface Judgement {
  readonly loss: number;
  readonly accuracy?: number;
  readonly confusion?: readonly (readonly number[])[];
}

/** One layer: its weights (inputs x units), its biases, and what each unit gives in each cell of the plane (cells x units). */
export interface LayerReport {
  readonly inputs: number;
  readonly units: number;
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly maps: Float32Array;
}

/** From the worker to the page: the network as it stands. */
export interface Report {
  /** Updates made. */
  readonly step: number;
  /** Updates of one epoch. */
  readonly perEpoch: number;
  /** How often each point was learned from. */
  readonly epoch: number;
  readonly learningRate: number;
  /** The samples of the batch under way that went through the network already, counted among the points to learn from. */
  readonly seen: readonly number[];
  /** How many samples that batch has; 0 between batches. */
  readonly batch: number;
  /** None where there are no such points. */
  readonly train?: Judgement;
  readonly test?: Judgement;
  readonly layers: readonly LayerReport[];
  /** What the network says in each cell, from -1 (class 0) to 1 (class 1); for numbers the number. */
  readonly plane: Float32Array;
  /** The numbers became so large that training cannot go on. */
  readonly diverged: boolean;
}
