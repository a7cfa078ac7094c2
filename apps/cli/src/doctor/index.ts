export { lookAtData, lookAtSamples } from './data/index.js';
export { samplesOfMatrices } from './data/samples.js';
export { bySeverity, type Diagnosis, type DiagnosisCode } from './diagnosis.js';
export { lookAtRecipe } from './recipe/index.js';
export { lookAtMoment } from './run/index.js';
export { lookAt } from './run/look.js';
export { watchRun } from './run/watch-run.js';
