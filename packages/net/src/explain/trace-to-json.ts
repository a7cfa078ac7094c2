import { type ExpressionJSON, toJSON } from '@nn/formula';
import type { Quantity } from './quantity.js';
import type { TraceSetting } from './traced.js';

/** A number, or the name of one that JSON does not have. */
type NumberJSON = number | 'NaN' | 'Infinity' | '-Infinity' | '-0';

/** A quantity as plain data: its numbers row by row, its formula as an expression. */
export interface QuantityJSON extends Pick<Quantity, 'name' | 'role' | 'layer' | 'parameter'> {
  readonly rows: number;
  readonly cols: number;
  readonly values: readonly NumberJSON[];
  readonly expression?: ExpressionJSON;
}

/** A trace as plain data. */
export interface TraceJSON {
  readonly version: 1;
  readonly setting: TraceSetting;
  readonly quantities: readonly QuantityJSON[];
}

const writable = (value: number): NumberJSON =>
  Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : (String(value) as NumberJSON);

/** A trace's setting and quantities as plain data. */
export const traceToJSON = (setting: TraceSetting, quantities: readonly Quantity[]): TraceJSON => ({
  version: 1,
  setting,
  quantities: quantities.map(({ formula, value, ...about }) => ({
    ...about,
    rows: value.rows,
    cols: value.cols,
    values: Array.from(value.data, writable),
    ...(formula && { expression: toJSON(formula.expression) }),
  })),
});
