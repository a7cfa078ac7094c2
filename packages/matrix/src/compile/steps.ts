import type { Expr } from '@nn/formula';
import type { Buffer, Step } from '../plan.js';
import { type BuiltBody, buildBody } from './body.js';
import type { Graph } from './lower.js';
import type { Draft } from './schedule.js';

export const isReduction = (node: Expr): boolean => node.op === 'sum' || node.op === 'max';

/** What the core of a step reads. */
export function readBy(graph: Graph, core: Expr): readonly Expr[] {
  const gathered = graph.gathered(core);
  return gathered ? [gathered.source, gathered.index, core.args[1]!] : core.args;
}

/** A draft with its memory: a step of the plan. */
export function toStep(graph: Graph, draft: Draft, built: BuiltBody, at: (node: Expr) => Buffer): Step {
  const { core, mapped, results } = draft;
  const operands = built.operands.map(at);
  const outputs = results.map(at);
  switch (core?.op) {
    case undefined: {
      const [rows, cols] = graph.shape(mapped[0]!);
      return { kind: 'map', rows, cols, body: built.body, operands, results: results.map(built.value), outputs };
    }
    case 'matmul': {
      const [rows, cols] = graph.shape(core);
      const gathered = graph.gathered(core);
      const factor = gathered ? { a: at(gathered.source), index: at(gathered.index) } : { a: at(core.args[0]) };
      const { transposeA, transposeB } = core;
      const inner = graph.shape(core.args[0])[transposeA ? 0 : 1];
      const epilogue = { epilogue: built.body, operands, results: results.map(built.value), outputs };
      const b = at(core.args[1]);
      return { kind: 'matmul', rows, inner, cols, ...factor, b, transposeA, transposeB, ...epilogue };
    }
    case 'sum':
    case 'max': {
      const read = core.args[0];
      const [rows, cols] = graph.shape(read);
      const result = built.value(read);
      const { op: reducer, axis } = core as { op: 'sum' | 'max'; axis: typeof core.axis };
      return { kind: 'reduce', reducer, axis, rows, cols, body: built.body, operands, result, output: at(core) };
    }
    case 'gather':
      return { kind: 'gather', axis: core.axis, source: at(core.args[0]), index: at(core.args[1]), output: at(core) };
    case 'scatterAdd':
      return {
        kind: 'scatterAdd',
        axis: core.axis,
        values: at(core.args[0]),
        index: at(core.args[1]),
        output: at(core),
      };
    case 'transpose':
      return { kind: 'transpose', source: at(core.args[0]), output: at(core) };
    default:
      throw new TypeError(`compile: no step computes '${core?.op}'; a rule of the simplifier should have settled it`);
  }
}

/** A step that only puts a value, or a constant, where it is wanted. */
export function copyStep(node: Expr, at: (node: Expr) => Buffer, into: Buffer): Step {
  const built = buildBody([], () => node, { extra: [node] });
  const { rows, cols } = into;
  return {
    kind: 'map',
    rows,
    cols,
    body: built.body,
    operands: built.operands.map(at),
    results: [built.value(node)],
    outputs: [into],
  };
}
