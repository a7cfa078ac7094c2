import { linear, relu, sigmoid, tanh } from '@nn/net';

/** The activations to choose from, by name. */
export const activations = { sigmoid, tanh, relu, linear };

export type ActivationName = keyof typeof activations;

export const activationNames = Object.keys(activations) as ActivationName[];
