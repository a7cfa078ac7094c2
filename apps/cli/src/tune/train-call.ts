import { trainingSettings } from '../config/settings.js';
import { dataOptions } from '../data/options.js';
import type { Io } from '../terminal/io.js';
import { calledAs } from '../terminal/shell.js';
import { shownValue } from './tell-results.js';

/** An option as it is typed: nothing where it says what is so anyway. */
function typed(long: string, negate: boolean, value: unknown): string[] {
  if (value === undefined || value === negate) return [];
  return typeof value === 'boolean' ? [long] : [long, shownValue(value)];
}

/** The call of `nn train` that makes a model with these settings of a table that was read with these options. */
export function trainCall(
  path: string,
  values: Readonly<Record<string, unknown>>,
  data: Readonly<Record<string, unknown>>,
  io: Io,
): string {
  const ofData = dataOptions(io).flatMap((option) => typed(option.long!, option.negate, data[option.attributeName()]));
  const ofRecipe = trainingSettings.flatMap(({ name, flags }) => typed(flags.split(' ')[0]!, false, values[name]));
  return calledAs(['train', path, ...ofData, ...ofRecipe]);
}
