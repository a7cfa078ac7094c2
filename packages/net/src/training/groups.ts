import { checkOption, shown } from '@nn/formula';
import { zeros } from '@nn/matrix';
import type { Parameter } from '../parameters.js';
import type { Optimizer } from './optimizer.js';

/** What a parameter may have of its own: instead of the learning rate of the step, and of the optimizer's decay. */
export interface ParameterSettings {
  readonly learningRate?: number;
  /** A decay only where the optimizer has one above 0: without, its formula has no place for it. */
  readonly weightDecay?: number;
}

/** The settings of each parameter, by its name (`layers.0.bias`) and its size; `{}` leaves it as the others. */
export type Groups = (parameter: Pick<Parameter, 'name' | 'rows' | 'cols'>) => ParameterSettings;

/** A stretch of the flat vector with the same settings. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
  readonly settings: ParameterSettings;
}

/** No weight decay on what is called bias, which shifts and does not scale: `groups` of `fit`. As many recipes have it; what else shall have none, a function of one's own says. */
export const noDecayOnBiases: Groups = ({ name }) => (name.endsWith('bias') ? { weightDecay: 0 } : {});

const known: readonly (keyof ParameterSettings)[] = ['learningRate', 'weightDecay'];

/**
 * The parameters in their order, those beside one another with equal settings joined to one stretch. Throws RangeError where a setting is out of range or the optimizer would ignore it,
 * TypeError where there is no such setting.
 */
export function stretchesOf(
  who: string,
  parameters: readonly Parameter[],
  optimizer: Optimizer,
  groups: Groups = () => ({}),
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const parameter of parameters) {
    const settings = groups(parameter);
    checkSettings(`${who}: groups: ${parameter.name}`, settings, optimizer);
    const last = stretches.at(-1);
    if (last && known.every((setting) => last.settings[setting] === settings[setting])) {
      stretches[stretches.length - 1] = { ...last, length: last.length + parameter.length };
    } else stretches.push({ offset: parameter.offset, length: parameter.length, settings });
  }
  // A network without parameters makes its steps all the same.
  return stretches.length > 0 ? stretches : [{ offset: 0, length: 0, settings: {} }];
}

function checkSettings(where: string, settings: ParameterSettings, optimizer: Optimizer): void {
  if (typeof settings !== 'object' || settings === null) {
    throw new TypeError(`${where}: expected settings such as { weightDecay: 0 }, or {}, got ${shown(settings)}`);
  }
  for (const [name, value] of Object.entries(settings)) {
    if (!(known as readonly string[]).includes(name)) {
      throw new TypeError(`${where}: expected ${known.join(' or ')}, got ${name}`);
    }
    checkOption(`${where}: ${name}`, value, 'a finite number from 0', Number.isFinite(value) && value >= 0);
  }
  if (settings.weightDecay && !takesDecay(optimizer)) {
    throw new RangeError(
      `${where}: weightDecay: expected 0, since this ${optimizer.name} was made without a decay and would ignore it, got ${settings.weightDecay}; make it with one, and give the other parameters 0`,
    );
  }
}

/** Whether a decay changes any number of the optimizer's step. */
function takesDecay(optimizer: Optimizer): boolean {
  const numbers = (weightDecay: number) =>
    JSON.stringify(optimizer.scalars(optimizer.init(zeros(1, 1)), { learningRate: 1, weightDecay }));
  return numbers(0) !== numbers(0.5);
}
