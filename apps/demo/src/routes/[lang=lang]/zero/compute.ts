import { type Beginning, beginnings } from './beginnings.js';
import type { Settings } from './settings.js';
import { type Training, train } from './train.js';

/** The same network trained from four beginnings, by the same optimizer on the same samples. */
export const compute = (settings: Settings): Readonly<Record<Beginning, Training>> =>
  Object.fromEntries(beginnings.map((beginning) => [beginning, train(beginning, settings)])) as Record<
    Beginning,
    Training
  >;
