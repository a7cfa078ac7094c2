import type { Dictionary } from './en.js';

/** Words with a number in their place for one, counted from 1. */
export const numbered = (text: string, index: number): string => text.replace('{n}', String(index + 1));

/** What a neuron is called; those of the last layer are outputs. */
export const neuronName = (words: Dictionary, layer: number, unit: number, isOutput: boolean): string =>
  isOutput ? numbered(words.outputOf, unit) : `${numbered(words.layer, layer)}, ${numbered(words.neuron, unit)}`;
