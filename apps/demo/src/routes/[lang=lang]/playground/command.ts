import type { Settings } from './settings.js';
import { lossNameOf, taskOf } from './targets.js';

/** What `nn train` has for hidden layers, losses and optimizers. */
const ACTIVATIONS: readonly string[] = ['gelu', 'linear', 'relu', 'sigmoid', 'tanh'];
const LOSSES: readonly string[] = ['crossEntropy', 'meanSquaredError'];
const OPTIMIZERS: readonly string[] = ['adam', 'adamW', 'sgd', 'momentum'];

/** What the command cannot say of these settings. */
export type Unsaid = 'activation' | 'loss' | 'optimizer' | 'schedule' | 'l2' | 'init';

export function unsaid(settings: Settings): Unsaid[] {
  const { hidden, activation, optimizer, schedule, l2, init } = settings;
  // Its hidden layers begin as glorot has it, the last one as usual, which is the same.
  const beginsAlike = init === 'glorot' || (init === 'usual' && (activation !== 'relu' || hidden.length === 0));
  const missing = {
    activation: hidden.length > 0 && !ACTIVATIONS.includes(activation),
    loss: !LOSSES.includes(lossNameOf(settings)),
    optimizer: !OPTIMIZERS.includes(optimizer),
    schedule: schedule !== 'constant',
    l2: l2 > 0,
    init: !beginsAlike,
  };
  return (Object.keys(missing) as Unsaid[]).filter((name) => missing[name]);
}

/** The same training by `nn train`, as far as its options go. */
export function commandOf(settings: Settings, epochs: number): string {
  const left = unsaid(settings);
  const { hidden, activation, optimizer, rate, batch, seed } = settings;
  const flags = [
    `--target target --task ${taskOf(settings)}`,
    `--hidden ${hidden.join(',') || 'none'}`,
    hidden.length > 0 && !left.includes('activation') && `--activation ${activation}`,
    !left.includes('loss') && `--loss ${lossNameOf(settings)}`,
    !left.includes('optimizer') && `--optimizer ${optimizer}`,
    `--learning-rate ${rate} --batch-size ${batch}`,
    `--epochs ${Math.max(1, Math.ceil(epochs))} --validation 0 --seed ${seed}`,
  ].filter(Boolean);
  return ['nn train points.csv', ...flags].join(' \\\n  ');
}
