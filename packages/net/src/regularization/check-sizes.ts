import { type Expr, inferShapes, input, ShapeError } from '@nn/formula';
import type { ParameterSpec } from '../layers/layer.js';
import { constrained, penaltyOf } from './apply.js';

/** Throws ShapeError unless the penalty of a parameter gives one number and its constraint keeps its size. */
export function checkSizes(layer: string, spec: ParameterSpec): void {
  const { name, rows, cols } = spec;
  const expectSize = (what: string, value: Expr, expected: string) => {
    const size = inferShapes([value], { w: [rows, cols] }).get(value)!;
    if (size.join(' x ') === expected) return;
    throw new ShapeError(`${layer}: ${what} of ${name}: expected ${expected} to come out, got ${size.join(' x ')}`);
  };
  for (const value of penaltyOf(spec, input('w'))) expectSize('penalty', value, '1 x 1');
  for (const value of constrained(spec, input('w'))) expectSize('constraint', value, `${rows} x ${cols}`);
}
