import type { Expr } from '@nn/formula';
import { standsAs } from './gathered.js';
import { type Graph, isLeaf, isMapped } from './lower.js';

/**
 * One step of the plan before it has memory. `core` is the operation that elements are not independent in (none for
 * a map); `mapped` is computed element by element beside it: before a reduction, after a matmul. `results` are the
 * nodes whose values the step leaves in memory.
 */
export interface Draft {
  readonly core: Expr | undefined;
  readonly mapped: readonly Expr[];
  readonly results: readonly Expr[];
}

const sameShape = (graph: Graph, a: Expr, b: Expr) =>
  graph.shape(a)[0] === graph.shape(b)[0] && graph.shape(a)[1] === graph.shape(b)[1];

/**
 * The stage of each node: how many steps must have run before. Mapped nodes of one stage and one shape do not wait for
 * each other's steps, so they are one step. A mapped node runs as late as its users allow: what an activation's slope is
 * made of is then computed where the gradient comes back, and not kept in memory until then.
 */
function stages(graph: Graph, isRoot: (node: Expr) => boolean): Map<Expr, number> {
  const stage = new Map<Expr, number>();
  const wait = (arg: Expr, user: Expr) => {
    // Who reads a view waits for what it is a view of: the view does so already, but is no step that mapped nodes could join.
    if (graph.isView(arg)) return Number(isMapped(standsAs(arg)) && isMapped(user));
    const joins = isMapped(arg) && (!isMapped(user) || sameShape(graph, arg, user));
    return joins ? 0 : 1;
  };
  for (const node of graph.nodes) {
    const args = node.args.filter((arg) => !isLeaf(arg));
    stage.set(node, Math.max(0, ...args.map((arg) => stage.get(arg)! + wait(arg, node))));
  }
  for (const node of graph.nodes.toReversed()) {
    if (!(isMapped(node) || graph.isView(node)) || isRoot(node)) continue;
    stage.set(node, Math.min(...graph.users(node).map((user) => stage.get(user)! - wait(node, user))));
  }
  return stage;
}

/** The mapped nodes that only this reduction needs, of the size that it reads: they become part of its loop. */
function absorbed(graph: Graph, reduction: Expr, isRoot: (node: Expr) => boolean): Expr[] {
  const inside = new Set<Expr>([reduction]);
  const collect = (node: Expr) => {
    const mine =
      isMapped(node) &&
      !isRoot(node) &&
      sameShape(graph, node, reduction.args[0]!) &&
      graph.users(node).every((user) => inside.has(user));
    if (!mine || inside.has(node)) return;
    inside.add(node);
    node.args.forEach(collect);
  };
  collect(reduction.args[0]!);
  inside.delete(reduction);
  return graph.nodes.filter((node) => inside.has(node));
}

/** Joins nodes into steps and puts these in an order in which each finds what it reads. */
export function schedule(graph: Graph): Draft[] {
  const roots = new Set(graph.roots);
  const stage = stages(graph, (n) => roots.has(n));
  const last = Math.max(0, ...stage.values());

  const inReduction = new Map<Expr, Expr[]>();
  const taken = new Set<Expr>();
  for (const node of graph.nodes) {
    if (node.op !== 'sum' && node.op !== 'max') continue;
    const nodes = absorbed(graph, node, (n) => roots.has(n) || taken.has(n));
    inReduction.set(node, nodes);
    for (const n of nodes) taken.add(n);
  }

  const clusters = new Map<string, Expr[]>();
  const clusterOf = new Map<Expr, Expr[]>();
  for (const node of graph.nodes) {
    const needed = isMapped(node) && !taken.has(node);
    if (!needed) continue;
    const key = `${stage.get(node)} ${graph.shape(node).join(' x ')}`;
    const cluster = clusters.get(key) ?? [];
    clusters.set(key, cluster);
    cluster.push(node);
    clusterOf.set(node, cluster);
  }
  // What another step reads, or the caller asked for.
  const stays = (node: Expr, step: readonly Expr[]) =>
    roots.has(node) || graph.users(node).some((user) => !step.includes(user));

  /** The cluster that can be computed as a matmul's elements are stored: all that reads this matmul, nothing that it waits for. */
  const hosted = new Map<Expr, Expr[]>();
  for (const node of graph.nodes) {
    if (node.op !== 'matmul' || roots.has(node)) continue;
    const users = graph.users(node);
    const cluster = clusterOf.get(users[0]!);
    const fits = cluster && users.every((u) => cluster.includes(u)) && sameShape(graph, node, users[0]!);
    if (!fits || stage.get(users[0]!) !== stage.get(node)! + 1) continue;
    for (const [other, c] of hosted) if (c === cluster) hosted.delete(other);
    hosted.set(node, cluster);
  }
  const withHost = new Set(hosted.values());

  const drafts: Draft[] = [];
  for (let s = 0; s <= last; s++) {
    for (const cluster of clusters.values()) {
      if (stage.get(cluster[0]!) !== s || withHost.has(cluster)) continue;
      drafts.push({ core: undefined, mapped: cluster, results: cluster.filter((n) => stays(n, cluster)) });
    }
    const cores = graph.nodes.filter((n) => stage.get(n) === s && !isLeaf(n) && !isMapped(n) && !graph.isView(n));
    // Hosts last: their clusters may read what the other steps of this stage leave.
    for (const core of cores.filter((n) => !hosted.has(n))) {
      drafts.push({ core, mapped: inReduction.get(core) ?? [], results: [core] });
    }
    for (const core of cores.filter((n) => hosted.has(n))) {
      const mapped = hosted.get(core)!;
      drafts.push({ core, mapped, results: mapped.filter((n) => stays(n, mapped)) });
    }
  }
  return drafts;
}
