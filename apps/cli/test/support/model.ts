import { writeFileSync } from 'node:fs';
import { type FitPipelineOptions, fitPipeline, type Pipeline, type Table, table } from '@nn/data';
import { matrix } from '@nn/matrix';
import { type Layer, type Network, network, save } from '@nn/net';

/** A network over the columns of a table, with its first weights, or with these, in the order of its parameters. */
export function modelOf(
  rows: Table,
  options: FitPipelineOptions,
  layers: (outputs: number) => Layer[],
  weights: readonly (readonly (readonly number[])[])[] = [],
): { model: Network; pipeline: Pipeline } {
  const pipeline = fitPipeline(rows, options);
  const model = network({ inputs: pipeline.inputs, layers: layers(pipeline.outputs) });
  weights.forEach((values, i) => {
    model.parameters[i]!.set(matrix(values));
  });
  return { model, pipeline };
}

/** Writes a model file, with what `nn train` would note. */
export function saveModel(
  path: string,
  { model, pipeline }: ReturnType<typeof modelOf>,
  metadata: object = {},
): string {
  writeFileSync(path, save(model, { pipeline: pipeline.toJSON(), metadata: { ...metadata } }));
  return path;
}

/** A table of these columns. */
export const tableOf = (columns: Readonly<Record<string, readonly (string | number)[]>>): Table =>
  table(Object.entries(columns).map(([name, cells]) => ({ name, cells: cells.map(String) })));
