/** The pages of the site, in the order in which they are read; each is a folder of routes/[lang=lang]. */
export const parts = {
  chapters: ['guess', 'neuron', 'matrices', 'loss', 'descent', 'batches', 'zero', 'step'],
  workshop: ['playground', 'digits', 'table'],
  packages: ['packages', 'extend', 'benchmarks'],
} as const;

export type Part = keyof typeof parts;
export type PageName = (typeof parts)[Part][number];

/** All of them, one after the other. */
export const pages: readonly PageName[] = Object.values(parts).flat();
