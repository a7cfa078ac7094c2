/** The packages, each behind those that it depends on. */
export const names = ['formula', 'matrix', 'loss', 'optim', 'data', 'net', 'blas'] as const;

export type Name = (typeof names)[number];
