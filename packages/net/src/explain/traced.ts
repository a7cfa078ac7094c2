import type { DType, Matrix } from '@nn/matrix';
import type { Quantity, Role, TracedBuffer, TracedLayer } from './quantity.js';
import { type TraceJSON, traceToJSON } from './trace-to-json.js';

/** What a training step was made with. */
export interface TraceSetting {
  readonly rule: string;
  readonly loss: string;
  readonly optimizer: string;
  /** Whether the loss was computed from the sums of the last layer instead of its outputs: the last error is then that of the sums. */
  readonly linked: boolean;
  readonly backend: string;
  readonly dtype: DType;
  /** Where its random numbers stand (dropout). */
  readonly seed: number;
  /** How many updates were made before it. */
  readonly step: number;
  readonly layers: readonly { readonly kind: string; readonly activation?: string }[];
}

/** The whole of one training step: every matrix, and the expression that computed it. */
export interface Trace {
  readonly setting: TraceSetting;
  /** Everything, in the order in which it was computed, what was given first. */
  readonly quantities: readonly Quantity[];
  /** The same by layer. */
  readonly layers: readonly TracedLayer[];
  readonly loss: Quantity;
  /** Every matrix by its name, for formulas to be printed with. */
  readonly values: Readonly<Record<string, Matrix>>;
  /** Plain data, which `traceFromJSON` makes a trace of again, to the bit. */
  toJSON(): TraceJSON;
}

/** A trace of its setting and its quantities. */
export function traced(setting: TraceSetting, quantities: readonly Quantity[]): Trace {
  const find = (role: Role, layer?: number) => quantities.find((q) => q.role === role && q.layer === layer);
  let input = find('input')!;
  const layers = setting.layers.map((of, i): TracedLayer => {
    const output = find('output', i)!;
    const error = find('error', i) ?? find('delta', i)!;
    const own = (role: Role, parameter?: string) =>
      quantities.filter(
        (q) => q.role === role && q.layer === i && (parameter === undefined || q.parameter === parameter),
      );
    const parameters = own('parameter').map((value) => ({
      name: value.parameter!,
      value,
      gradient: own('gradient', value.parameter)[0]!,
      // A constraint comes after the update.
      next: own('newParameter', value.parameter).at(-1)!,
    }));
    const buffers = own('buffer').map((value): TracedBuffer => {
      const [next] = own('newBuffer', value.parameter);
      return { name: value.parameter!, value, ...(next && { next }) };
    });
    const layer = {
      ...of,
      input,
      parameters,
      buffers,
      sum: find('sum', i) ?? output,
      output,
      error,
      delta: find('delta', i) ?? error,
    };
    input = output;
    return layer;
  });
  return {
    setting,
    quantities,
    layers,
    loss: find('loss')!,
    values: Object.fromEntries(quantities.map(({ name, value }) => [name, value])),
    toJSON: () => traceToJSON(setting, quantities),
  };
}
