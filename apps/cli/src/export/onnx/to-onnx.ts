import type { Pipeline } from '@nn/data';
import { type Expr, topological } from '@nn/formula';
import type { Network } from '@nn/net';
import type { OpenedNetwork } from '../../training/model-file.js';
import { computationOf } from '../computation.js';
import { type Graph, graph, type Port } from './graph.js';
import { onnxNode, operands } from './nodes.js';
import { answersOf, columnsOf } from './preprocessing.js';

/** A model of ONNX: its bytes, and what goes in and comes out. */
export interface Onnx {
  readonly file: Uint8Array;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/**
 * A model as ONNX, translated from the formula that the network is: from the columns of its table to answers, or, where `encoded` or without a pipeline, only the network: from `x`
 * (n x inputs) to `y`. Throws CommandError where there is no operator for something in the formula.
 */
export function toOnnx({ model, pipeline }: OpenedNetwork, { encoded }: { encoded: boolean }): Onnx {
  const made = graph();
  return pipeline && !encoded ? whole(model, pipeline, made) : bare(model, pipeline, made);
}

function whole(model: Network, pipeline: Pipeline, made: Graph): Onnx {
  const { x, ports: inputs, metadata } = columnsOf(pipeline, made);
  const answers = answersOf(pipeline.target, written(model, x, made), made);
  const about = `${pipeline.target.name}, from the columns of a table`;
  const said = {
    ...metadata,
    ...answers.metadata,
    target: pipeline.target.name,
    preprocessing: JSON.stringify(pipeline),
  };
  const outputs = answers.ports;
  return { inputs, outputs, file: made.file({ inputs, outputs, about, metadata: said }) };
}

function bare(model: Network, pipeline: Pipeline | undefined, made: Graph): Onnx {
  made.named('y', 'Identity', [written(model, 'x', made)]);
  const columns = pipeline?.features.flatMap((f) =>
    f.kind === 'number' ? [f.name] : f.categories.map((c) => `${f.name}=${c}`),
  );
  const of = (name: string, size: number, about: string): Port => ({
    name,
    type: 'float',
    dims: ['batch', size],
    about,
  });
  const inputs = [of('x', model.inputs, columns?.join(', ') ?? 'a sample in each row')];
  const outputs = [of('y', model.outputs, pipeline?.target.name ?? 'the outputs for each sample')];
  const metadata: Record<string, string> = pipeline
    ? { x: JSON.stringify(columns), preprocessing: JSON.stringify(pipeline) }
    : {};
  return { inputs, outputs, file: made.file({ inputs, outputs, about: 'a network, without preprocessing', metadata }) };
}

/** Writes the network that takes `x`; gives the name of its outputs. */
function written(model: Network, x: string, made: Graph): string {
  const { output, shape, tensors } = computationOf(model);
  const names = new Map<Expr, string>();
  for (const node of topological([output], operands)) {
    const isX = node.op === 'input' && node.name === 'x';
    if (node.op === 'input' && !isX) {
      const { rows, cols, data } = tensors.get(node.name)!;
      made.tensor(node.name, [rows, cols], Float32Array.from(data));
    }
    names.set(node, isX ? x : onnxNode(node, { graph: made, shape, of: (n) => names.get(n)! }));
  }
  return names.get(output)!;
}
