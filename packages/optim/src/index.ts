export { adaDelta } from './ada-delta.js';
export { adaGrad } from './ada-grad.js';
export { adaMax } from './ada-max.js';
export { type AdamOptions, adam, adamW, type MomentOptions } from './adam.js';
export { batches } from './batches.js';
export { clipGlobalNorm } from './clip-global-norm.js';
export { clipValue } from './clip-value.js';
export {
  type CompareDescentsOptions,
  compareDescents,
  type Descent,
  type DescentComparison,
  type DescentRun,
  type Update,
} from './compare-descents.js';
export { constant } from './constant.js';
export { cosineDecay } from './cosine-decay.js';
export { cosineRestarts } from './cosine-restarts.js';
export { exponentialDecay } from './exponential-decay.js';
export { inverseTimeDecay } from './inverse-time-decay.js';
export { type Landscape, landscape, type StationaryPoint } from './landscape.js';
export { type LbfgsOptions, lbfgs } from './lbfgs.js';
export { lion } from './lion.js';
export { listed } from './listed.js';
export { type Minimization, type MinimizeOptions, minimize, type PathPoint } from './minimize.js';
export { multiStepDecay } from './multi-step-decay.js';
export { nadam } from './nadam.js';
export { onPlateau } from './on-plateau.js';
export { oneCycle } from './one-cycle.js';
export {
  type Group,
  type Optimizer,
  type OptimizerState,
  optimizer,
  type Rule,
  type StepOptions,
} from './optimizer.js';
export type { Form } from './parameters.js';
export { polynomialDecay } from './polynomial-decay.js';
export { radam } from './radam.js';
export { rmsProp } from './rms-prop.js';
export type { Schedule, Time, Unit } from './schedule.js';
export type { LossAndGradient, Objective, Searched, SearchingOptimizer } from './searching.js';
export { sgd } from './sgd.js';
export { stepDecay } from './step-decay.js';
export type { Verdict } from './verdict.js';
export { warmup } from './warmup.js';
export {
  type DescentEnds,
  type EndCounts,
  type WhereDescentsEndOptions,
  whereDescentsEnd,
} from './where-descents-end.js';
