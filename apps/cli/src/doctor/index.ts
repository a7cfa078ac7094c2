export { lookAtData } from './data/index.js';
export type { Diagnosis } from './diagnosis.js';
export { inShort } from './in-short.js';
export { lookAtRecipe } from './recipe/index.js';
export { watchRun } from './run/watch-run.js';
