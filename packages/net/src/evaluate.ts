import { checkGiven, checkList, checkMade, evaluate as computeFormula, weighted } from '@nn/formula';
import type { Matrix, SampleWeights } from '@nn/matrix';
import { checkLoss, isLinked, type Loss } from './loss.js';
import { decide } from './metrics/classes.js';
import { confusionOf } from './metrics/confusion-matrix.js';
import type { Metric } from './metrics/metric.js';
import type { Network } from './network.js';
import { predictors } from './predictor.js';
import { checkSamples, type Rows, type Targets } from './samples.js';
import { classesOf } from './training/split.js';

/** How good a network is on some samples. */
export interface Evaluation<Name extends string = string> {
  /** Over all samples at once, added up in double precision. */
  readonly loss: number;
  /** The part of the samples whose class is right; only where the targets are classes. */
  readonly accuracy?: number;
  /** Row: the class it is; column: the class the network says; each a count. Only where the targets are classes. */
  readonly confusion?: Matrix;
  /** What each metric says, by its name. */
  readonly metrics: Readonly<Record<Name, number>>;
}

/** Throws TypeError where something is no metric, RangeError where two have one name. */
export function checkMetrics(who: string, metrics: readonly Metric[]): void {
  checkList(`${who}: metrics`, metrics, 'a list of metrics such as [accuracy()]');
  for (const [i, metric] of metrics.entries()) {
    const fits = typeof metric?.value === 'function' && typeof metric.name === 'string';
    checkMade(`${who}: metrics[${i}]`, metric, 'a metric such as accuracy()', fits);
    if (metrics.findIndex(({ name }) => name === metric.name) < i) {
      throw new RangeError(
        `${who}: metrics: two are called '${metric.name}'; give one another name, { ...metric, name: '…' }`,
      );
    }
  }
}

/** A function that evaluates one network again and again: compiled once. */
export function evaluator<Name extends string = never>(
  who: string,
  model: Network,
  { loss, metrics = [] }: { loss: Loss; metrics?: readonly Metric<Name>[] | undefined },
): (x: Matrix, t: Matrix, weights?: Matrix) => Evaluation<Name> {
  checkLoss(who, loss);
  checkMetrics(who, metrics);
  const linked = isLinked(loss, model.layers.at(-1)!);
  const predict = predictors(model, linked ? ['output', 'logits'] : ['output']);
  const formula = linked ? loss.link!.formula : loss.formula;
  return (x, t, weights) => {
    const [output, y = output] = predict(x) as [Matrix, Matrix?];
    const value = weights
      ? computeFormula(weighted(formula).expression, { y, t, weights })
      : computeFormula(formula.expression, { y, t });
    const result = {
      loss: value.data[0]!,
      metrics: Object.fromEntries(metrics.map((each) => [each.name, each.value(output, t)])) as Record<Name, number>,
    };
    const classes = classesOf(t);
    if (!classes) return result;
    const said = decide(output);
    const right = classes.reduce((count, c, i) => count + Number(c === said[i]), 0);
    return { ...result, accuracy: right / x.rows, confusion: confusionOf(classes, said, Math.max(2, t.cols)) };
  };
}

/**
 * How good a network is on samples: its loss, what metrics say, and for classes accuracy and confusion matrix. Samples x are n x inputs, targets t n x
 * outputs, or class numbers. `metrics` are those of `@nn/net/metrics`, or objects like them; targets are classes where they are one-hot rows, or a
 * column of 0 and 1. `weights` (one number for each sample) and `classWeights` (one for each class) weigh the loss, as in `fit`; for metrics and counts
 * samples are as they are. Throws RangeError where sizes do not fit or two metrics have one name, and what the metrics throw, TypeError where something is of another kind.
 */
export function evaluate<In, Out, Name extends string = never>(
  model: Network<In, Out>,
  x: Rows<NoInfer<In>>,
  t: Targets<NoInfer<Out>>,
  options: { readonly loss: Loss; readonly metrics?: readonly Metric<Name>[] } & SampleWeights,
): Evaluation<Name> {
  checkGiven('evaluate', options, '{ loss: crossEntropy() }');
  const { loss, metrics, ...counts } = options;
  const [samples, targets, weights] = checkSamples('evaluate', model, x, t, counts);
  return evaluator('evaluate', model, { loss, metrics })(samples, targets, weights);
}
