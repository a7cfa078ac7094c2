import { cosineOfTurns } from './elementary/cosine.js';
import { exp } from './elementary/exp.js';
import { log } from './elementary/log.js';
import { pow } from './elementary/pow.js';
import { f64 } from './lanes.js';

/** Functions of one number in double precision that give the same bits in every engine, which those of `Math` do not. */
export const scalar = {
  /** e^x, within one unit in the last place. */
  exp: (x: number): number => exp(f64, x),
  /** The natural logarithm, within one unit in the last place. */
  log: (x: number): number => log(f64, x),
  /** x to the power p; of a negative x only for whole p up to 64. */
  pow: (x: number, p: number): number => pow(f64, x, p),
  /** cos(2 pi u). */
  cosineOfTurns,
};
