import { trainingSettings } from '../config/settings.js';

/** Numbers from one to another, evenly spread or, on a logarithmic scale, by factors. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly scale: 'linear' | 'log';
  /** Whether only whole numbers are meant. */
  readonly whole: boolean;
}

/** What a setting may be in a search: one of some values, or any number of a range. */
export type Dimension = readonly unknown[] | Range;

export const isRange = (dimension: Dimension): dimension is Range => !Array.isArray(dimension);

/** The settings of a recipe that are searched, each with its values. */
export type Space = Readonly<Record<string, Dimension>>;

/** The settings that may be searched. What else a recipe has is the same for all trials, or their losses could not be compared. */
const NAMES = ['hidden', 'activation', 'loss', 'optimizer', 'learningRate', 'batchSize', 'weightDecay'];

/** In this order, whatever that of a file is. */
export const tunable = trainingSettings.filter(({ name }) => NAMES.includes(name));

/** The whole numbers of a range count; of others there are endlessly many. */
const values = (dimension: Dimension): number =>
  isRange(dimension)
    ? dimension.whole
      ? dimension.to - dimension.from + 1
      : Number.POSITIVE_INFINITY
    : dimension.length;

/** How many recipes a space has. */
export const sizeOf = (space: Space): number => Object.values(space).reduce((n, dimension) => n * values(dimension), 1);

/** The space of a table of which nothing is known: networks from none to a few layers, and what most decides how they learn. */
export const defaultSpace: Space = {
  hidden: [[], [32], [128], [64, 64], [128, 128]],
  activation: ['relu', 'tanh', 'gelu'],
  learningRate: { from: 0.0003, to: 0.03, scale: 'log', whole: false },
  batchSize: [16, 32, 64, 128],
  weightDecay: { from: 0.0001, to: 0.1, scale: 'log', whole: false },
};
