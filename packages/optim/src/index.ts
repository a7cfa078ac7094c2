export { clipGlobalNorm } from './clips/clip-global-norm.js';
export { clipValue } from './clips/clip-value.js';
export { batches } from './descents/batches.js';
export {
  type CompareDescentsOptions,
  compareDescents,
  type Descent,
  type DescentComparison,
  type DescentRun,
  type Update,
} from './descents/compare-descents.js';
export { type Landscape, landscape, type StationaryPoint } from './descents/landscape.js';
export { type Minimization, type MinimizeOptions, minimize, type PathPoint } from './descents/minimize.js';
export type { Form } from './descents/parameters.js';
export type { Verdict } from './descents/verdict.js';
export {
  type DescentEnds,
  type EndCounts,
  type WhereDescentsEndOptions,
  whereDescentsEnd,
} from './descents/where-descents-end.js';
export { adaDelta } from './optimizers/ada-delta.js';
export { adaGrad } from './optimizers/ada-grad.js';
export { adaMax } from './optimizers/ada-max.js';
export { type AdamOptions, adam, adamW, type MomentOptions } from './optimizers/adam.js';
export { lion } from './optimizers/lion.js';
export { nadam } from './optimizers/nadam.js';
export {
  type Group,
  type Optimizer,
  type OptimizerState,
  optimizer,
  type Rule,
  type StepOptions,
} from './optimizers/optimizer.js';
export { radam } from './optimizers/radam.js';
export { rmsProp } from './optimizers/rms-prop.js';
export { sgd } from './optimizers/sgd.js';
export { constant } from './schedules/constant.js';
export { cosineDecay } from './schedules/cosine-decay.js';
export { cosineRestarts } from './schedules/cosine-restarts.js';
export { exponentialDecay } from './schedules/exponential-decay.js';
export { inverseTimeDecay } from './schedules/inverse-time-decay.js';
export { listed } from './schedules/listed.js';
export { multiStepDecay } from './schedules/multi-step-decay.js';
export { onPlateau } from './schedules/on-plateau.js';
export { oneCycle } from './schedules/one-cycle.js';
export { polynomialDecay } from './schedules/polynomial-decay.js';
export type { Schedule, Time, Unit } from './schedules/schedule.js';
export { stepDecay } from './schedules/step-decay.js';
export { warmup } from './schedules/warmup.js';
export { type LbfgsOptions, lbfgs } from './search/lbfgs.js';
export type { LossAndGradient, Objective, Searched, SearchingOptimizer } from './search/searching.js';
