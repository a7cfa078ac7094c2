/** The smallest normal f32: what a probability of 0 is taken as, so that its logarithm is finite. */
export const TINY = 2 ** -126;
