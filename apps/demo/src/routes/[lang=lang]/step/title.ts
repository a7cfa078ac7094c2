import type { Quantity } from '@nn/net';
import { symbol } from '$lib/view/notation.js';
import { fill } from '$lib/words/fill.js';
import type { Dictionary } from './en.js';

/** What a computed quantity is, in words. */
export const titleOf = ({ role, layer }: Quantity, words: Dictionary): string =>
  fill(words.roles[role as keyof Dictionary['roles']], { layer: words.layers[layer === 0 ? 'hidden' : 'output'] });

/** Its name as text, with the letters that are printed: δ1. */
export const nameOf = ({ name }: Quantity): string => symbol(name).replace(/<[^>]*>/g, '');
