import { scalar } from '@nn/formula';

/** Cosine and sine of an angle in turns, the same bits in every engine. */
export const cosine = (turns: number): number => scalar.cosineOfTurns(turns);
export const sine = (turns: number): number => scalar.cosineOfTurns(turns - 0.25);
