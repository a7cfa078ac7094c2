import { exp as expLanes } from './elementary/exp.js';
import { log as logLanes } from './elementary/log.js';
import { pow as powLanes } from './elementary/pow.js';
import { f64 } from './lanes.js';

export { cosineOfTurns } from './elementary/cosine.js';

/** e^x in double precision, the same bits in every engine (Math.exp is not). */
export const exp = (x: number): number => expLanes(f64, x);
/** The natural logarithm in double precision, the same bits in every engine. */
export const log = (x: number): number => logLanes(f64, x);
/** x to the power p in double precision, the same bits in every engine. */
export const pow = (x: number, p: number): number => powLanes(f64, x, p);
