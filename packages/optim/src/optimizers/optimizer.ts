import { checkMade, checkOption, checkRecord, type Expr } from '@nn/formula';
import { checkMatrix, type Matrix } from '@nn/matrix';
import { checkRange } from '../check-range.js';
import { zerosLike } from './state.js';
import { stepInPlace } from './step.js';

/** What an optimizer remembers: plain data, which `structuredClone` copies whole. */
export interface OptimizerState {
  /** How many updates were made. */
  step: number;
  /** Numbers that run along, such as the powers of beta1, in double precision. */
  readonly running: Record<string, number>;
  /** Matrices of the parameters' size, such as the moments of Adam; 0 at first. */
  readonly slots: Record<string, Matrix>;
}

/** Settings of a stretch of the parameters, counted in numbers from the first: such as no decay on biases. */
export interface Group {
  readonly offset: number;
  readonly length: number;
  /** A decay only where the optimizer has one above 0: without, its formula has no place for it. */
  readonly settings: { readonly learningRate?: number; readonly weightDecay?: number };
}

/** What one update may do otherwise than the optimizer was made to. */
export interface StepOptions {
  /** Instead of the optimizer's own. */
  readonly learningRate?: number;
  readonly groups?: readonly Group[];
}

/** How a gradient moves parameters: plain data and functions without a state of their own. */
export interface Optimizer {
  readonly name: string;
  readonly learningRate: number;
  /** As they were given, for a model file's recipe. */
  readonly settings: Readonly<Record<string, number | boolean>>;
  readonly slots: readonly string[];
  /** What the whole gradient, `input('gradient')` as one row, is made into before the update; left as it is unless given. */
  readonly gradient?: Expr;
  /** New values over `input('parameter')`, `input('gradient')`, the slots and the scalars, by their names. */
  readonly update: { readonly parameter: Expr; readonly slots: Readonly<Record<string, Expr>> };
  /** Moves the state on by one step and gives the numbers that this step's update uses. */
  scalars(
    state: OptimizerState,
    options: { readonly learningRate: number; readonly weightDecay?: number },
  ): Readonly<Record<string, number>>;
  init(parameters: Matrix): OptimizerState;
  /** One update of the parameters and the state, in place. Throws RangeError where sizes differ or a setting is out of range. */
  step<R, C>(
    parameters: Matrix<R, C>,
    gradients: Matrix<NoInfer<R>, NoInfer<C>>,
    state: OptimizerState,
    options?: StepOptions,
  ): void;
}

/** What is particular to one optimizer. */
export interface Rule extends Pick<Optimizer, 'name' | 'learningRate' | 'settings' | 'gradient' | 'update'> {
  /** The running numbers before the first step. */
  readonly running?: Readonly<Record<string, number>>;
  /** The numbers of a step, whose count is in the state already; moves the running numbers on. */
  scalars(
    state: OptimizerState,
    options: { readonly learningRate: number; readonly weightDecay: number },
  ): Record<string, number>;
}

/** Throws TypeError where something is missing that every rule has. */
function checkRule(rule: Rule): Rule {
  checkRecord('optimizer: rule', rule, '{ name, learningRate, settings, update, scalars }');
  checkOption('optimizer: name', rule.name, 'a name', typeof rule.name === 'string', 'none');
  checkRecord('optimizer: settings', rule.settings, '{ momentum: 0.9 }');
  checkRecord('optimizer: update', rule.update, '{ parameter: expression, slots: {} }');
  checkMade(
    'optimizer: update: parameter',
    rule.update.parameter,
    "an expression over input('parameter')",
    rule.update.parameter?.op,
  );
  checkRecord('optimizer: update: slots', rule.update.slots, '{ velocity: expression }');
  checkMade(
    'optimizer: scalars',
    rule.scalars,
    'a function that gives the numbers of a step',
    typeof rule.scalars === 'function',
  );
  return rule;
}

/** Completes a rule to an optimizer. Throws RangeError where the learning rate is not a finite number from 0. */
export function optimizer(given: Rule): Optimizer {
  const { running = {}, ...rule } = checkRule(given);
  const { name, learningRate, settings, gradient, update } = rule;
  checkRange(name, 'learningRate', learningRate);
  const slots = Object.keys(update.slots);
  const ownDecay = Number(settings.weightDecay ?? 0);
  const made: Optimizer = {
    name,
    learningRate,
    settings: { learningRate, ...settings },
    slots,
    ...(gradient && { gradient }),
    update,
    scalars: (state, { learningRate: rate, weightDecay = ownDecay }) => {
      state.step++;
      return rule.scalars(state, { learningRate: rate, weightDecay });
    },
    init: (parameters) => {
      checkMatrix(`${name}: parameters`, parameters);
      return {
        step: 0,
        running: { ...running },
        slots: Object.fromEntries(slots.map((slot) => [slot, zerosLike(parameters)])),
      };
    },
    step: (parameters, gradients, state, options = {}) => stepInPlace(made, parameters, gradients, state, options),
  };
  return made;
}
