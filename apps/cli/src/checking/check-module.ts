import { checkFormula, type Formula, type Given, type GradientCheck } from '@nn/formula';
import { checkLoss, type Loss } from '@nn/loss';
import { matrix, oneHot, random } from '@nn/matrix';
import { type Activation, checkLayer, type Layer, type SampleShape } from '@nn/net';
import { CommandError } from '../terminal/errors.js';
import { importModule, openModule } from '../training/user-module.js';
import { checkNetwork } from './check-network.js';
import type { CheckCounts, Checked } from './checked.js';

type Fields = Readonly<Record<string, unknown>>;

/** So many samples are drawn where a module gives none. */
const ROWS = 5;
const [INPUTS, OUTPUTS] = [4, 3];

const isFormula = (v: unknown): v is Formula =>
  typeof v === 'function' && Array.isArray((v as Partial<Formula>).names) && 'expression' in v;
const isLayer = (v: unknown): v is Layer =>
  typeof Object(v).forward === 'function' && typeof Object(v).parameters === 'function';
const formulaOf = (v: unknown): Formula | undefined => {
  const { name, formula } = Object(v) as { name?: unknown; formula?: unknown };
  return typeof v === 'object' && typeof name === 'string' && isFormula(formula) ? formula : undefined;
};
const isLoss = (v: unknown): v is Loss => formulaOf(v)?.names.join() === 'y,t';
const isActivation = (v: unknown): v is Activation => formulaOf(v)?.names.join() === 'x';

/** How one export is checked; undefined where it is nothing that has a derivative. `given` is all that the module exports. */
function checkOf(
  value: unknown,
  given: Fields,
  counts: CheckCounts,
): { what: string; check: () => GradientCheck } | undefined {
  if (isLayer(value)) return { what: 'layer', check: () => ofLayer(value, given, counts) };
  if (isLoss(value)) return { what: 'loss', check: () => ofLoss(value, given, counts) };
  if (isActivation(value)) {
    return { what: 'activation', check: () => checkFormula(value.formula, { x: samples(given) }, counts) };
  }
  if (isFormula(value)) return { what: 'formula', check: () => ofFormula(value, given, counts) };
  return undefined;
}

const samples = ({ x }: Fields, columns = INPUTS): never =>
  (x ?? random(0).normal(ROWS, columns, { dtype: 'f64' })) as never;

function ofLayer(layer: Layer, given: Fields, counts: CheckCounts): GradientCheck {
  const inputs = given.inputs as SampleShape | undefined;
  const columns = inputs === undefined ? INPUTS : [inputs].flat().reduce((n, size) => n * size, 1);
  return checkLayer(layer, samples(given, columns), { ...counts, ...(inputs !== undefined && { inputs }) });
}

/** Outputs as of a softmax, and classes: what most losses take. */
function ofLoss(loss: Loss, { y, t }: Fields, counts: CheckCounts): GradientCheck {
  const drawn = random(0).uniform(ROWS, OUTPUTS, { min: 0.2, max: 1, dtype: 'f64' }).toArray();
  const outputs = drawn.map((row) => row.map((v) => v / row.reduce((a, b) => a + b)));
  const classes = oneHot(
    Int32Array.from({ length: ROWS }, (_, i) => i % OUTPUTS),
    OUTPUTS,
  );
  return checkLoss(loss, (y ?? matrix(outputs, { dtype: 'f64' })) as never, (t ?? classes) as never, counts);
}

function ofFormula(formula: Formula, { values }: Fields, counts: CheckCounts): GradientCheck {
  const drawn = formula.names.map((name, i) => [
    name,
    random(0, i).uniform(2, 3, { min: 0.5, max: 1.5, dtype: 'f64' }),
  ]);
  return checkFormula(formula, (values ?? Object.fromEntries(drawn)) as Record<string, Given>, counts);
}

/** Whether a module is one of a network: it exports a model, or as its default something that holds one. */
const hasNetwork = (all: Fields): boolean =>
  all.model !== undefined ||
  (typeof all.default === 'function' && !isFormula(all.default)) ||
  Object(all.default).model !== undefined;

/**
 * Checks what a module of the user's exports: the gradient of its network (`model`, `x`, `t` and `loss`), or else every layer, loss, activation and formula, by
 * numbers that it exports beside them (`x` and `inputs`; `y` and `t`; `values`), or such as are drawn. Throws CommandError where there is nothing to check,
 * or the numbers do not fit.
 */
export async function checkModule(path: string, counts: CheckCounts): Promise<Checked[]> {
  const all = await importModule(path);
  if (hasNetwork(all)) {
    const setup = await openModule(path);
    return checkNetwork(setup.model, setup, counts);
  }
  const found = Object.entries(all).flatMap(([name, value]) => {
    const of = checkOf(value, all, counts);
    return of ? [{ name, ...of }] : [];
  });
  if (found.length === 0) {
    throw new CommandError(
      `${path}: there is nothing to check; expected exports model, x, t and loss, or a layer, a loss, an activation or a formula`,
    );
  }
  return found.map(({ name, what, check }) => {
    try {
      return { name, what, check: check() };
    } catch (cause) {
      throw new CommandError(`${path}: ${name}: ${(cause as Error).message}. ${NUMBERS[what]}`, { cause });
    }
  });
}

/** What a module may export so that something is checked by other numbers. */
const NUMBERS: Readonly<Record<string, string>> = {
  layer: 'Export x, samples for it, and inputs, their shape',
  loss: 'Export y and t, outputs and targets for it',
  activation: 'Export x, numbers for it',
  formula: 'Export values, numbers for its inputs by their names',
};
