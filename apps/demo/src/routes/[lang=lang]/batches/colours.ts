/** The colour of each descent, and of each place where one may end. */
export const colours = {
  batch: 'var(--plus)',
  stochastic: 'var(--minus)',
  miniBatch: 'var(--slope)',
  globalMinimum: 'var(--plus)',
  localMinimum: 'var(--minus)',
  saddle: 'var(--slope)',
  elsewhere: 'var(--edge)',
} as const;
