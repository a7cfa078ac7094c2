import { InvalidArgumentError, Option } from 'commander';
import { activations, losses, optimizers } from '../training/recipe.js';
import { number, positive, whole } from './numbers.js';

const sizes = (text: string): number[] => {
  if (text === 'none') return [];
  const parts = text.split(',').map(Number);
  if (!parts.every((n) => Number.isSafeInteger(n) && n >= 1)) {
    throw new InvalidArgumentError(`expected sizes such as 16,16, or none, got '${text}'`);
  }
  return parts;
};

/** The options that change the recipe of a training. */
export const recipeOptions = (): Option[] => [
  new Option('--hidden <sizes>', 'units of the hidden layers, such as 64,32; none for a linear model').argParser(sizes),
  new Option('--activation <name>', 'of the hidden layers').choices(Object.keys(activations)),
  new Option('--loss <name>', 'what is made small').choices(Object.keys(losses)),
  new Option('--optimizer <name>', 'how the weights are moved').choices(Object.keys(optimizers)),
  new Option('--learning-rate <number>', 'how far').argParser(positive),
  new Option('--batch-size <number>', "samples for each update: a number, 1 or 'all'").argParser((text) =>
    text === 'all' ? 'all' : whole(1)(text),
  ),
  new Option('--epochs <number>', 'at most so many rounds').argParser(whole(1)),
  new Option('--patience <number>', 'stop when so many epochs brought nothing').argParser(whole(1)),
  new Option('--weight-decay <number>', 'how strongly weights are kept small').argParser(
    number('a number from 0', (v) => Number.isFinite(v) && v >= 0),
  ),
  new Option('--validation <part>', 'part of the rows held back to judge by; 0 for none').argParser(
    number('a part from 0 to below 1', (v) => v >= 0 && v < 1),
  ),
  new Option('--seed <number>', 'decides everything that is random').argParser(
    number('a whole number', (v) => Number.isSafeInteger(v)),
  ),
];
