import { checkCount, checkGiven, checkList, checkMade, checkRecord, fromExpression } from '@nn/formula';
import { checkMatrix, fromData, type Matrix, map } from '@nn/matrix';
import { checkRange } from '../check-range.js';
import type { Group, Optimizer, OptimizerState, StepOptions } from './optimizer.js';

const size = (m: Matrix) => `${m.rows} x ${m.cols}`;
const inOneRow = ({ data }: Matrix): Matrix => fromData(1, data.length, data);
const number = (value: number, like: Matrix): Matrix =>
  fromData(1, 1, like.data instanceof Float64Array ? Float64Array.of(value) : Float32Array.of(value));

/** The stretches of parameters with the same settings: the groups, and what lies between them. */
function stretches(length: number, groups: readonly Group[]): Group[] {
  const sorted = [...groups].sort((a, b) => a.offset - b.offset);
  const all: Group[] = [];
  let at = 0;
  for (const group of sorted) {
    if (group.offset < at || group.offset + group.length > length) {
      throw new RangeError(
        `step: groups: the group of ${group.length} numbers from ${group.offset} overlaps another or leaves the ${length} parameters`,
      );
    }
    if (group.offset > at) all.push({ offset: at, length: group.offset - at, settings: {} });
    all.push(group);
    at = group.offset + group.length;
  }
  if (at < length) all.push({ offset: at, length: length - at, settings: {} });
  return all;
}

/** Throws RangeError where a setting cannot be, or the optimizer would ignore it. */
function checkSettings({ name, settings: own }: Optimizer, learningRate: number, groups: readonly Group[]): void {
  checkRange(name, 'learningRate', learningRate);
  for (const [i, group] of groups.entries()) {
    const { offset, length, settings } = checkRecord(
      `${name}: groups[${i}]`,
      group,
      '{ offset: 0, length: 3, settings: {} }',
    );
    checkCount(`${name}: groups[${i}]: offset`, offset, 0);
    checkCount(`${name}: groups[${i}]: length`, length);
    checkRecord(`${name}: groups[${i}]: settings`, settings, '{ weightDecay: 0 }');
    checkRange(name, 'groups: learningRate', settings.learningRate ?? 0);
    checkRange(name, 'groups: weightDecay', settings.weightDecay ?? 0);
    if (settings.weightDecay && !own.weightDecay) {
      throw new RangeError(
        `${name}: groups: weightDecay ${settings.weightDecay}, but this ${name} was made without a decay and would ignore it: make it with one, and give it to the other parameters as groups with 0`,
      );
    }
  }
}

/** Throws TypeError unless it is what the optimizer itself began with. */
function checkState({ name, slots }: Optimizer, state: OptimizerState): void {
  const fits = state?.slots && state.running && slots.every((slot) => state.slots[slot]);
  checkMade(`${name}: state`, state, `one that ${name}().init(parameters) began`, fits);
}

/** One update on ordinary matrices: the formula that a network compiles into its step, computed on the default backend. */
export function stepInPlace(
  optimizer: Optimizer,
  parameters: Matrix,
  gradients: Matrix,
  state: OptimizerState,
  options: StepOptions,
): void {
  const { name } = optimizer;
  checkMatrix(`${name}: parameters`, parameters);
  checkMatrix(`${name}: gradients`, gradients);
  checkState(optimizer, state);
  const { learningRate = optimizer.learningRate, groups = [] } = checkGiven(name, options, '{ learningRate: 0.1 }');
  checkList(`${name}: groups`, groups, 'a list such as [{ offset: 0, length: 3, settings: { weightDecay: 0 } }]');
  if (size(parameters) !== size(gradients)) {
    throw new RangeError(
      `${optimizer.name}: the parameters are ${size(parameters)} and the gradients ${size(gradients)}; expected one size`,
    );
  }
  checkSettings(optimizer, learningRate, groups);
  const all = stretches(parameters.data.length, groups);
  const whole = optimizer.gradient
    ? map(fromExpression(optimizer.gradient, ['gradient']), { gradient: inOneRow(gradients) })
    : gradients;
  const before = { step: state.step, running: { ...state.running } };
  for (const { offset, length, settings } of all) {
    // Each stretch is the same step of the same run: the running numbers move on once.
    Object.assign(state.running, before.running);
    state.step = before.step;
    const scalars = optimizer.scalars(state, {
      learningRate: settings.learningRate ?? learningRate,
      ...(settings.weightDecay !== undefined && { weightDecay: settings.weightDecay }),
    });
    const part = ({ data }: Matrix) => fromData(1, length, data.subarray(offset, offset + length));
    const slots = optimizer.slots.map((name) => [name, part(state.slots[name]!)] as const);
    const inputs: Record<string, Matrix> = {
      parameter: part(parameters),
      gradient: part(whole),
      ...Object.fromEntries(slots),
      ...Object.fromEntries(Object.entries(scalars).map(([name, value]) => [name, number(value, parameters)])),
    };
    const names = Object.keys(inputs);
    const next = (expression: Parameters<typeof fromExpression>[0]) => map(fromExpression(expression, names), inputs);
    // All new values first: each is computed from the old ones.
    const parameter = next(optimizer.update.parameter);
    const moved = slots.map(([name]) => next(optimizer.update.slots[name]!));
    inputs.parameter!.data.set(parameter.data);
    slots.forEach(([, slot], k) => {
      slot.data.set(moved[k]!.data);
    });
  }
}
