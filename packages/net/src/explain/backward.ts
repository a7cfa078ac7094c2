import { type Expr, input, nodeGradients, type Shape, simplifyAll, topological } from '@nn/formula';
import { forward, parameterName } from '../forward.js';
import { isLinked, type Loss, objective } from '../loss.js';
import type { Network } from '../network.js';
import { applyRule } from '../rules/apply.js';
import type { Rule } from '../rules/rule.js';
import type { Role } from './quantity.js';

/** A node of the expression of a training step, and what it is. */
export interface Part {
  readonly role: Role;
  readonly layer?: number;
  /** A parameter or buffer by its name within its layer. */
  readonly parameter?: string;
  readonly node: Expr;
}

/**
 * The parts of a training step in the order in which they are computed: forward, loss, and back from the last layer to the first. They are
 * simplified for their sizes as the step itself is, so they are the expressions that a training computes.
 */
export function forwardAndBack(
  model: Network,
  { loss, rule, weighted, training }: { loss: Loss; rule: Rule; weighted: boolean; training: boolean },
): Part[] {
  const { inputs, inputShape, layers } = model;
  const expressions = forward(inputShape, layers, { training, sendBack: applyRule(rule) });
  const linked = isLinked(loss, layers.at(-1)!);
  const value = objective(loss, layers, expressions, weighted ? input('weights') : undefined);

  const ahead: Part[] = expressions.flatMap(({ sum, output, buffers }, layer) => [
    ...(layers[layer]!.activation ? [{ role: 'sum', layer, node: sum } as const] : []),
    { role: 'output', layer, node: output },
    ...Object.entries(buffers).map(([full, node]) => {
      const parameter = full.slice(parameterName(layer, '').length);
      return { role: 'newBuffer', layer, parameter, node } as const;
    }),
  ]);
  // What each derivative is taken by; the derivatives come from one sweep.
  const by: Part[] = expressions
    .map(({ sum, output, parameters }, layer): Part[] => [
      // Computed from the sums, the loss says nothing of what the activation makes of them.
      ...(linked && layer === layers.length - 1 ? [] : [{ role: 'error', layer, node: output } as const]),
      ...(layers[layer]!.activation ? [{ role: 'delta', layer, node: sum } as const] : []),
      ...Object.entries(parameters).map(([parameter, node]) => ({ role: 'gradient', layer, parameter, node }) as const),
    ])
    .reverse()
    .flat();
  const derivatives = nodeGradients(
    value,
    by.map(({ node }) => node),
  );
  const parts: Part[] = [
    ...ahead,
    { role: 'loss', node: value },
    ...by.map((part, i) => ({ ...part, node: derivatives[i]! })),
  ];

  const shapes: Record<string, Shape> = {
    x: ['batch', inputs],
    t: ['batch', model.outputs],
    weights: ['batch', 1],
  };
  for (const { name, rows, cols } of [...model.parameters, ...model.buffers]) shapes[name] = [rows, cols];
  const simple = simplifyAll(
    parts.map(({ node }) => node),
    shapes,
  );
  return withRandom(parts.map((part, i) => ({ ...part, node: simple[i]! })));
}

/** The random numbers that a layer draws, as parts of their own before what is computed from them. */
function withRandom(parts: readonly Part[]): Part[] {
  const drawn = new Set<Expr>();
  return parts.flatMap((part) => {
    const draws = topological([part.node]).filter((node) => node.op === 'uniform' && !drawn.has(node));
    for (const node of draws) drawn.add(node);
    return [...draws.map((node): Part => ({ role: 'random', layer: part.layer!, node })), part];
  });
}
