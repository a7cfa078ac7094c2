import type { Expr, Gather, Table } from '@nn/formula';
import type { Place } from './nodes.js';

/** Whether a gather reads from places that stand in the formula. */
export const knownPlaces = (index: Expr): index is Table =>
  index.op === 'table' && (index.rows === 1 || index.cols === 1) && index.values.every(Number.isInteger);

/**
 * A gather of an expression as operators. ONNX counts places below 0 from the end: -1, which reads 0, is a zero behind the source. An index that is computed may name
 * a place that there is not, which gives NaN: one of those stands before the zero.
 */
export function gathered({ axis, args: [source, index] }: Gather, { graph, of, shape }: Place): string {
  const along = axis === 'columns' ? 1 : 0;
  const across = 1 - along;
  const [size, others] = [shape(source)[along] as number, shape(source)[across]];
  /** The source with numbers behind it, along the axis. */
  const behind = (values: readonly number[]) => {
    const dims = along === 1 ? [1, values.length] : [values.length, 1];
    const numbers = graph.constant(dims, Float32Array.from(values));
    const shapes = graph.node('Shape', [of(source)]);
    const kept = graph.node('Gather', [shapes, graph.constant([1], BigInt64Array.of(BigInt(across)))]);
    const count = graph.constant([1], BigInt64Array.of(BigInt(values.length)));
    const wanted = graph.node('Concat', along === 1 ? [kept, count] : [count, kept], { axis: 0 });
    return graph.node('Concat', [of(source), graph.node('Expand', [numbers, wanted])], { axis: along });
  };
  if (knownPlaces(index)) {
    const places = graph.constant([index.values.length], Int32Array.from(index.values));
    return graph.node('Gather', [index.values.includes(-1) ? behind([0]) : of(source), places], { axis: along });
  }
  const single = (value: number) => graph.constant([1, 1], Float32Array.of(value));
  const isPlace = graph.node('And', [
    graph.node('Equal', [of(index), graph.node('Floor', [of(index)])]),
    graph.node('And', [
      graph.node('LessOrEqual', [single(-1), of(index)]),
      graph.node('Less', [of(index), single(size)]),
    ]),
  ]);
  const places = graph.node('Cast', [graph.node('Where', [isPlace, of(index), single(size)])], { to: INT64 });
  const padded = behind([Number.NaN, 0]);
  // An index of one row (or column) serves all; else each element has a place of its own.
  if (shape(index)[across] !== 1 || others === 1)
    return graph.node('GatherElements', [padded, places], { axis: along });
  const flat = graph.node('Reshape', [places, graph.constant([1], BigInt64Array.of(-1n))]);
  return graph.node('Gather', [padded, flat], { axis: along });
}

const INT64 = 7;
