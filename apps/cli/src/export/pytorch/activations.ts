import { toJSON, topological } from '@nn/formula';
import * as net from '@nn/net';

/** A module that is an activation; '' where there is nothing to do. */
export interface TorchActivation {
  readonly code: string;
  /** Whether it looks at all numbers of a sample, so these must stand in one row. */
  readonly ofRows: boolean;
}

const written = (f: net.Activation) => JSON.stringify(toJSON(f.formula.expression));

const plain: readonly (readonly [net.Activation, string])[] = [
  [net.linear, ''],
  [net.relu, 'nn.ReLU()'],
  [net.relu6, 'nn.ReLU6()'],
  [net.selu, 'nn.SELU()'],
  [net.gelu, 'nn.GELU()'],
  [net.geluTanh, "nn.GELU(approximate='tanh')"],
  [net.silu, 'nn.SiLU()'],
  [net.mish, 'nn.Mish()'],
  [net.sigmoid, 'nn.Sigmoid()'],
  [net.hardSigmoid, 'nn.Hardsigmoid()'],
  [net.hardSwish, 'nn.Hardswish()'],
  [net.tanh, 'nn.Tanh()'],
  [net.softplus, 'nn.Softplus()'],
  [net.softsign, 'nn.Softsign()'],
];
const ofRows: readonly (readonly [net.Activation, string])[] = [
  [net.softmax, 'nn.Softmax(dim=1)'],
  [net.logSoftmax, 'nn.LogSoftmax(dim=1)'],
];

/** Known by its formula, not by its name, which anything may have; undefined where PyTorch has no such module. */
export function torchActivation(activation: net.Activation): TorchActivation | undefined {
  const formula = written(activation);
  const find = (list: typeof plain) => list.find(([f]) => written(f) === formula)?.[1];
  const row = find(ofRows);
  if (row !== undefined) return { code: row, ofRows: true };
  // Those with a setting have it among their constants.
  const constants = topological([activation.formula.expression]).flatMap((n) => (n.op === 'constant' ? [n.value] : []));
  const code =
    find(plain) ??
    find(
      constants
        .filter(Number.isFinite)
        .flatMap((c) => [
          [net.elu(c), `nn.ELU(alpha=${c})`] as const,
          [net.leakyRelu(c), `nn.LeakyReLU(${c})`] as const,
        ]),
    );
  return code === undefined ? undefined : { code, ofRows: false };
}
