import { checkGiven, checkMade, checkOption, checkSeed, checkTruth } from '@nn/formula';
import { fromData, type Matrix, matrix, type SampleWeights, zeros } from '@nn/matrix';
import { parameterName } from '../forward.js';
import { checkLoss, isLinked, type Loss } from '../loss.js';
import type { Network } from '../network.js';
import { type RuleName, ruleOf } from '../rules/index.js';
import type { Rule } from '../rules/rule.js';
import { checkSamples, type Rows, type Targets } from '../samples.js';
import type { Optimizer, OptimizerState } from '../training/optimizer.js';
import { forwardAndBack, type Part } from './backward.js';
import { compute } from './compute.js';
import { cutter } from './cut.js';
import { descent } from './descent.js';
import type { Quantity, Role } from './quantity.js';
import { along, next, parameterSymbol } from './symbols.js';
import { type Trace, type TraceSetting, traced } from './traced.js';
import { updateOf } from './update.js';

/** What the step that is traced does; samples have weights as in `fit`. */
export interface TraceOptions extends SampleWeights {
  readonly loss: Loss;
  /** How errors are sent back: 'gradient' unless given. */
  readonly rule?: RuleName | Rule;
  /** Plain descent, p - learningRate g, unless given. */
  readonly optimizer?: Optimizer;
  /** Instead of the optimizer's own. */
  readonly learningRate?: number;
  /** Where a training stands: `run.state()`. The first step unless given. */
  readonly state?: OptimizerState;
  /** Decides dropout, as in `fit`; 0 by default. */
  readonly seed?: number;
  /** Whether layers compute as in training, dropout among them (true), or as in use. */
  readonly training?: boolean;
}

/** A quantity of which only the value is missing. */
type Unvalued = Omit<Quantity, 'value'>;

/**
 * The whole of one training step: every matrix in it, each with the expression that computes it. They are each layer's input, parameters, sum, output,
 * error, gradient and update; samples x (n x inputs) and targets t (n x outputs, or class numbers) are one batch. The network is not moved: its next
 * weights stand in the trace, and are those that a step of `fit` or `steps` makes, to the bit.
 * Throws TypeError and RangeError where options, sizes or numbers do not fit.
 */
export const trace = <In, Out>(
  model: Network<In, Out>,
  x: Rows<NoInfer<In>>,
  t: Targets<NoInfer<Out>>,
  options: TraceOptions,
): Trace => traceOf('trace', model, x, t, options);

/** The same for another function, whose name errors begin with. */
export function traceOf(who: string, model: Network, x: Rows, t: Targets, options: TraceOptions): Trace {
  checkGiven(who, options, '{ loss: halfSquaredError() }');
  const { loss, optimizer = descent, learningRate = optimizer?.learningRate, seed = 0, training = true } = options;
  const rule = ruleOf(who, options.rule);
  const [samples, targets, weights] = checkSamples(who, model, x, t, options);
  checkOptions(who, { ...options, seed, training }, learningRate);

  const n = model.memory.length;
  const before = options.state ?? optimizer.init(zeros(1, n, { dtype: model.backend.dtype }));
  const scalars = optimizer.scalars(
    { step: before.step, running: { ...before.running }, slots: before.slots },
    { learningRate },
  );
  const symbols = symbolsOf(model);
  const known = givenOf(model, symbols, { samples, targets, weights, before, scalars });
  const found: Unvalued[] = [
    ...named(forwardAndBack(model, { loss, rule, weighted: weights !== undefined, training }), symbols),
    ...model.parameters.flatMap((p) =>
      updateOf(optimizer, p, symbols[p.name]!, Object.keys(scalars)).map(
        ({ name, slot, formula }): Unvalued => ({
          name,
          role: slot === undefined ? 'newParameter' : 'newState',
          layer: layerOf(p.name),
          parameter: p.name,
          formula,
        }),
      ),
    ),
  ];
  const setting: TraceSetting = {
    rule: rule.name,
    loss: loss.name,
    optimizer: optimizer.name,
    linked: isLinked(loss, model.layers.at(-1)!),
    backend: model.backend.name,
    dtype: model.backend.dtype,
    seed,
    step: before.step,
    layers: model.layers.map(({ kind, activation }) => ({ kind, ...(activation && { activation: activation.name }) })),
  };
  const values = compute(
    found.map(({ name, formula }) => [name, formula!]),
    {
      backend: model.backend,
      given: Object.fromEntries(known.map(({ name, value }) => [name, value])),
      samples: ['x', 't', 'weights'],
      random: { seed, step: before.step },
    },
  );
  return traced(
    setting,
    [...known, ...found].map((q) => ({ ...q, value: values[q.name]! })),
  );
}

/** What type-checked code cannot get wrong, and other code can. */
function checkOptions(who: string, { loss, optimizer, seed, training }: TraceOptions, learningRate: unknown): void {
  checkLoss(who, loss);
  checkSeed(`${who}: seed`, seed);
  checkTruth(`${who}: training`, training);
  if (optimizer !== undefined) {
    const such = 'one such as sgd(), whose update is a formula';
    checkMade(`${who}: optimizer`, optimizer, such, optimizer?.update);
  }
  if (optimizer?.gradient) {
    throw new TypeError(
      `${who}: optimizer: expected one that takes the gradient as it is, got ${optimizer.name} with a clip over all parameters; trace it without`,
    );
  }
  const fits = typeof learningRate === 'number' && learningRate >= 0 && Number.isFinite(learningRate);
  checkOption(`${who}: learningRate`, learningRate, 'a finite number from 0', fits);
}

const layerOf = (parameter: string): number => Number(parameter.split('.')[1]);

/** How formulas call each parameter and buffer, by its full name. */
const symbolsOf = ({ parameters, buffers }: Network): Record<string, string> =>
  Object.fromEntries(
    [...parameters, ...buffers].map(({ name }) => {
      const layer = layerOf(name);
      return [name, parameterSymbol(layer, name.slice(parameterName(layer, '').length), name)];
    }),
  );

/** What the step begins with. */
function givenOf(
  { parameters, buffers }: Network,
  symbols: Readonly<Record<string, string>>,
  {
    samples,
    targets,
    weights,
    before,
    scalars,
  }: {
    samples: Matrix;
    targets: Matrix;
    weights: Matrix | undefined;
    before: OptimizerState;
    scalars: Readonly<Record<string, number>>;
  },
): Quantity[] {
  const own = parameters.flatMap((p): Quantity[] => {
    const { name: parameter, rows, cols, offset, length } = p;
    const about = { layer: layerOf(parameter), parameter };
    const symbol = symbols[parameter]!;
    const states = Object.entries(before.slots).map(
      ([slot, { data }]): Quantity => ({
        name: along(slot, symbol),
        role: 'state',
        ...about,
        value: fromData(rows, cols, data.slice(offset, offset + length)),
      }),
    );
    return [{ name: symbol, role: 'parameter', ...about, value: p.get() }, ...states];
  });
  const held = buffers.map(
    (p): Quantity => ({
      name: symbols[p.name]!,
      role: 'buffer',
      layer: layerOf(p.name),
      parameter: p.name,
      value: p.get(),
    }),
  );
  const settings = Object.entries(scalars).map(
    ([name, value]): Quantity => ({ name, role: 'setting', value: matrix([[value]], { dtype: 'f64' }) }),
  );
  return [
    { name: 'x', role: 'input', value: samples },
    { name: 't', role: 'target', value: targets },
    ...(weights ? [{ name: 'weights', role: 'weights', value: weights } as const] : []),
    ...own,
    ...held,
    ...settings,
  ];
}

/** Names for the parts of the step, and a formula for each over those before it. */
function named(parts: readonly Part[], symbols: Readonly<Record<string, string>>): Unvalued[] {
  const cut = cutter(symbols);
  const letters: Partial<Record<Role, string>> = { random: 'u', sum: 'z', output: 'y', error: 'e', delta: 'delta' };
  const taken = new Set<string>();
  return parts.map(({ role, layer, parameter, node }): Unvalued => {
    if (layer === undefined) return { name: 'L', role, formula: cut('L', node) };
    if (parameter !== undefined) {
      const full = parameterName(layer, parameter);
      const name = role === 'newBuffer' ? next(symbols[full]!) : along('d', symbols[full]!);
      return { name, role, layer, parameter: full, formula: cut(name, node) };
    }
    const name = unused(`${letters[role]}_${layer}`, taken);
    return { name, role, layer, formula: cut(name, node) };
  });
}

/** A name, or where it is taken (a layer that draws twice) the name with an accent more. */
function unused(name: string, taken: Set<string>): string {
  const free = taken.has(name) ? unused(`${name}'`, taken) : name;
  taken.add(free);
  return free;
}
