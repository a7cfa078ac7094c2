import { matrix, random } from '@nn/matrix';

/** 200 points of the plane; the target is the product of the two coordinates. */
export const x = random(1).normal(200, 2);
export const t = matrix(x.toArray().map(([a, b]) => [a! * b!]));
