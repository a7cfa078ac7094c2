import type { Expr } from '@nn/formula';
import type { Backend } from '../backend.js';
import { type Buffer, type Size, type Step, settle } from '../plan.js';
import { buildBody } from './body.js';
import { standsAs } from './gathered.js';
import { isLeaf, lower, type Output } from './lower.js';
import { type Lifetime, placeValues } from './memory.js';
import { assignOutputs } from './outputs.js';
import { schedule } from './schedule.js';
import { copyStep, isReduction, readBy, toStep } from './steps.js';

export type { Output } from './lower.js';

/** A formula made ready: the steps that compute it, and what must be written into memory before they run. */
export interface Plan {
  readonly steps: readonly Step[];
  /** Where the key of each random stream is read. */
  readonly streams: readonly { readonly stream: number; readonly key: Buffer }[];
  /** Numbers that follow from the size of the batch: how many elements a matrix of this size has. */
  readonly counts: readonly { readonly rows: Size; readonly cols: Size; readonly into: Buffer }[];
  /** Gives the memory of what lies between inputs and outputs back at once. */
  free(): void;
}

/** What a formula is compiled for. */
export interface CompileOptions {
  readonly backend: Backend;
  /** Where each input stands. A size that is 'batch' is settled by each run. */
  readonly inputs: Readonly<Record<string, Buffer>>;
  readonly outputs: readonly Output[];
  /** The most rows that a batch will have. */
  readonly batch: number;
}

/**
 * Compiles expressions to a plan: simplified for their sizes, fused into steps, with memory for what lies between. An
 * output may stand where an input does (a weight's new value where the old one was): all that reads the old one comes first.
 */
export function compile({ backend, inputs, outputs, batch }: CompileOptions): Plan {
  const graph = lower(outputs, inputs);
  const drafts = schedule(graph);
  const lengthOf = (node: Expr) => graph.shape(node).reduce<number>((n, size) => n * settle(size, batch), 1);

  const keys = new Map<number, Expr>();
  const keyOf = (stream: number): Expr => {
    const key = keys.get(stream) ?? ({ op: 'input', name: `key ${stream}`, args: [] } as const);
    keys.set(stream, key);
    return key;
  };
  const bodies = drafts.map(({ core, mapped }) =>
    core && isReduction(core)
      ? buildBody(mapped, keyOf, { extra: core.args })
      : buildBody(mapped, keyOf, { first: core }),
  );
  const reads = drafts.map((d, i) =>
    [...bodies[i]!.operands, ...(d.core && !isReduction(d.core) ? readBy(graph, d.core) : [])].map(standsAs),
  );

  const { direct, copied } = assignOutputs(graph, drafts, reads, { inputs, batch });
  const buffers = new Map<Expr, Buffer>(direct);
  for (const node of graph.nodes) if (node.op === 'input') buffers.set(node, inputs[node.name]!);

  const lastRead = (node: Expr, from: number) =>
    copied.has(node)
      ? drafts.length
      : Math.max(
          from,
          reads.findLastIndex((r) => r.includes(node)),
        );
  const computed: Lifetime[] = drafts.flatMap(({ results }, i) =>
    results
      .filter((node) => !buffers.has(node))
      .map((node) => ({ node, length: lengthOf(node), from: i, to: lastRead(node, i) })),
  );
  // Numbers that are written before the first step, and stay.
  const counts = graph.nodes.filter((node) => node.op === 'count');
  // A map has constants in its code; what else reads one needs it in memory.
  const ofCores = new Set(drafts.flatMap(({ core }) => (core && !isReduction(core) ? readBy(graph, core) : [])));
  const tables = graph.nodes.flatMap((node): { node: Expr; values: readonly number[] }[] => {
    if (node.op === 'table') return [{ node, values: node.values }];
    return node.op === 'constant' && ofCores.has(node) ? [{ node, values: [node.value] }] : [];
  });
  const stays = (node: Expr, length: number): Lifetime => ({ node, length, from: -1, to: drafts.length });
  const prepared = [
    ...[...keys.values()].map((node) => stays(node, KEY_LENGTH)),
    ...counts.map((node) => stays(node, 1)),
    ...tables.map(({ node, values }) => stays(node, values.length)),
  ];
  const temporary = new Set(computed.map((c) => c.node));
  const places = placeValues([...prepared, ...computed], (dying, born) => {
    const isMap = drafts[born.from]?.core === undefined;
    return isMap && temporary.has(dying.node) && String(graph.shape(dying.node)) === String(graph.shape(born.node));
  });
  const region = backend.region(places.length);
  for (const { node, length } of [...prepared, ...computed]) {
    const [rows, cols] = temporary.has(node) || node.op === 'table' ? graph.shape(node) : [1, length];
    buffers.set(node, { region, offset: places.offsets.get(node)!, rows, cols });
  }

  const at = (node: Expr): Buffer => {
    if (node.op !== 'reshape') return buffers.get(node)!;
    const [rows, cols] = graph.shape(node);
    return { ...at(standsAs(node)), rows, cols };
  };
  for (const { node, values } of tables) region.view(at(node).offset, values.length).set(values);
  const leaves = graph.outputs.flatMap(({ value, into }) => (isLeaf(value) ? [copyStep(value, at, into)] : []));
  const steps = drafts.map((draft, i) => toStep(graph, draft, bodies[i]!, at));
  const copies = [...copied].flatMap(([node, into]) => into.map((buffer) => copyStep(node, at, buffer)));
  return {
    steps: [...leaves, ...steps, ...copies],
    streams: [...keys].map(([stream, key]) => ({ stream, key: at(key) })),
    counts: counts.map((node) => {
      const [rows, cols] = graph.shape(node.like);
      return { rows: node.axis === 'eachRow' ? 1 : rows, cols: node.axis === 'eachColumn' ? 1 : cols, into: at(node) };
    }),
    free: () => region.free(),
  };
}

/** The two words of a key, in four parts. */
const KEY_LENGTH = 4;
