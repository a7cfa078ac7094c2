import { evaluate as computeFormula, weighted } from '@nn/formula';
import { argmaxRows, type Matrix, matrix, type SampleWeights } from '@nn/matrix';
import { isLinked, type Loss } from './loss.js';
import type { Network } from './network.js';
import { predictor } from './predictor.js';
import { checkSamples, type Rows, type Targets } from './samples.js';
import { classesOf } from './training/split.js';

/** How good a network is on some samples. */
export interface Evaluation {
  /** Over all samples at once, added up in double precision. */
  readonly loss: number;
  /** The part of the samples whose class is right; only where the targets are classes. */
  readonly accuracy?: number;
  /** Row: the class it is; column: the class the network says; each a count. Only where the targets are classes. */
  readonly confusion?: Matrix;
}

/** The class that outputs stand for: the largest of several, or whether a single one is at least one half. */
const decide = (y: Matrix): Int32Array =>
  y.cols > 1 ? argmaxRows(y) : Int32Array.from(y.data, (v) => (v >= 0.5 ? 1 : 0));

/** A function that evaluates one network again and again: compiled once. */
export function evaluator(model: Network, loss: Loss): (x: Matrix, t: Matrix, weights?: Matrix) => Evaluation {
  const linked = isLinked(loss, model.layers.at(-1)!);
  const predict = predictor(model, linked ? 'logits' : 'output');
  const formula = linked ? loss.link!.formula : loss.formula;
  return (x, t, weights) => {
    const y = predict(x);
    const value = weights
      ? computeFormula(weighted(formula).expression, { y, t, weights }).data[0]!
      : computeFormula(formula.expression, { y, t }).data[0]!;
    const classes = classesOf(t);
    if (!classes) return { loss: value };

    // Softmax and sigmoid keep the order, but only sigmoid has its half at 0.
    const said = linked && y.cols === 1 ? Int32Array.from(y.data, (v) => (v >= 0 ? 1 : 0)) : decide(y);
    const size = Math.max(2, t.cols);
    const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    let right = 0;
    classes.forEach((c, i) => {
      counts[c]![said[i]!]!++;
      if (c === said[i]) right++;
    });
    return { loss: value, accuracy: right / x.rows, confusion: matrix(counts) };
  };
}

/**
 * The loss of a network on samples x (n x inputs) with targets t (n x outputs, or class numbers) and, where the targets are classes (one-hot
 * rows, or a column of 0 and 1), its accuracy and confusion matrix. `weights` (one number for each sample) and `classWeights` (one for each class)
 * weigh the loss, as in `fit`; samples are counted as they are. Throws RangeError where sizes do not fit.
 */
export function evaluate(
  model: Network,
  x: Rows,
  t: Targets,
  { loss, ...counts }: { readonly loss: Loss } & SampleWeights,
): Evaluation {
  const [samples, targets, weights] = checkSamples('evaluate', model, x, t, counts);
  return evaluator(model, loss)(samples, targets, weights);
}
