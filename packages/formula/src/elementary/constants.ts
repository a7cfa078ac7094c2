// ln 2 in two parts (Cody and Waite): k times the first is exact for |k| < 2^20, so x - k ln 2 loses nothing.
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;

/** 2 / √π, the slope of the error function at 0. */
export const TWO_OVER_ROOT_PI = 1.1283791670955126;
