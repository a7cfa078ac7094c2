import { constant, glorot, he, type Initializer, normal, zeros } from '@nn/net/init';
import type { Settings } from './settings.js';

/** The four first weights that are held side by side. */
export const beginnings = ['zeros', 'constant', 'random', 'large'] as const;
export type Beginning = (typeof beginnings)[number];

const random = ({ random: name, spread }: Settings): Initializer =>
  name === 'normal' ? normal({ std: spread }) : name === 'he' ? he() : glorot();

/** How the weights of each begin; biases begin at 0 in all of them. */
export const initOf = (beginning: Beginning, settings: Settings): Initializer => {
  switch (beginning) {
    case 'zeros':
      return zeros;
    case 'constant':
      return constant(settings.constant);
    case 'random':
      return random(settings);
    case 'large':
      return normal({ std: settings.large });
  }
};

export const colours: Readonly<Record<Beginning, string>> = {
  zeros: 'var(--edge)',
  constant: 'var(--minus)',
  random: 'var(--plus)',
  large: 'var(--slope)',
};
