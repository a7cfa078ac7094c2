import { type Formula, inferShapes, type RandomPosition, type Shape } from '@nn/formula';
import { type Backend, type Buffer, compile, executable, fromData, type Matrix } from '@nn/matrix';

/** What formulas are computed with. */
export interface ComputeOptions {
  readonly backend: Backend;
  /** The matrices that are given, by name. */
  readonly given: Readonly<Record<string, Matrix>>;
  /** Those of them that have a row for each sample: their row count stays open, as it does in training. */
  readonly samples: readonly string[];
  readonly random: RandomPosition;
}

/**
 * Computes formulas one after the other on a backend, each from what is given and from those before it. Gives the given matrices as the backend
 * holds them, and the results, by name. Throws ShapeError where sizes do not fit.
 */
export function compute(
  formulas: readonly (readonly [name: string, formula: Formula])[],
  { backend, given, samples, random }: ComputeOptions,
): Record<string, Matrix> {
  const batch = samples.length > 0 ? given[samples[0]!]!.rows : 0;
  const buffers: Record<string, Buffer> = {};
  const shapes: Record<string, Shape> = {};
  const place = (name: string, [rows, cols]: Shape) => {
    const count = rows === 'batch' ? batch : Number(rows);
    shapes[name] = [rows, cols];
    buffers[name] = {
      region: backend.region(count * Number(cols)),
      offset: 0,
      rows: rows as Buffer['rows'],
      cols: Number(cols),
    };
    return buffers[name];
  };
  for (const [name, { rows, cols, data }] of Object.entries(given)) {
    place(name, [samples.includes(name) ? 'batch' : rows, cols])
      .region.view(0, data.length)
      .set(data);
  }
  const plans = formulas.map(([name, { expression }]) => {
    const into = place(name, inferShapes([expression], shapes).get(expression)!);
    return compile({ backend, inputs: buffers, outputs: [{ value: expression, into }], batch });
  });
  const program = executable(backend, plans);
  program.run(batch, random);
  const results = Object.fromEntries(
    Object.entries(buffers).map(([name, { region, rows, cols }]) => {
      const count = rows === 'batch' ? batch : Number(rows);
      return [name, fromData(count, Number(cols), region.view(0, count * Number(cols)).slice())];
    }),
  );
  program.free();
  for (const { region } of Object.values(buffers)) region.free();
  return results;
}
