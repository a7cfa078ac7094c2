export { type AdamOptions, adam, adamW } from './adam.js';
export { batches } from './batches.js';
export {
  type CompareDescentsOptions,
  compareDescents,
  type Descent,
  type DescentComparison,
  type DescentRun,
  type Update,
} from './compare-descents.js';
export { exponentialDecay } from './exponential-decay.js';
export { inverseTimeDecay } from './inverse-time-decay.js';
export { type Landscape, landscape, type StationaryPoint } from './landscape.js';
export { listed } from './listed.js';
export { type Minimization, type MinimizeOptions, minimize, type PathPoint } from './minimize.js';
export {
  type Group,
  type Optimizer,
  type OptimizerState,
  optimizer,
  type Rule,
  type StepOptions,
} from './optimizer.js';
export type { Form } from './parameters.js';
export type { Schedule, Time, Unit } from './schedule.js';
export { sgd } from './sgd.js';
export { stepDecay } from './step-decay.js';
export type { Verdict } from './verdict.js';
export {
  type DescentEnds,
  type EndCounts,
  type WhereDescentsEndOptions,
  whereDescentsEnd,
} from './where-descents-end.js';
