import type { Plan } from './protocol.js';
import type { Settings } from './settings.js';

/** A word as a shell takes it literally. */
export const quoted = (word: string): string =>
  /^[\w./,:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** A file in the current folder; one that begins with a dash is not taken for an option. */
const file = (name: string) => quoted(name.startsWith('-') ? `./${name}` : name);

/** The model's file, as `nn train` names it. */
export const modelName = (source: string): string => `${source.replace(/\.[^.]*$/, '')}.safetensors`;

/** The command that trains the same network on the same table. */
export function trainCommand(source: string, { target, task: kind }: Plan, settings: Settings): string {
  const { task, hidden, activation, rate, epochs, seed } = settings;
  return [
    'nn train',
    file(source),
    `--target${target.startsWith('-') ? '=' : ' '}${quoted(target)}`,
    ...(task === 'auto' ? [] : [`--task ${kind}`]),
    ...(hidden === '' ? [] : [`--hidden ${hidden}`]),
    ...(activation === 'relu' ? [] : [`--activation ${activation}`]),
    ...(rate === 0.001 ? [] : [`--learning-rate ${rate}`]),
    ...(epochs === 0 ? [] : [`--epochs ${epochs}`]),
    ...(seed === 0 ? [] : [`--seed ${seed}`]),
  ].join(' ');
}

/** Everything that can be typed in a terminal, a line each. */
export const commands = (source: string, plan: Plan, settings: Settings): string =>
  [
    'npm install --global @nn/cli',
    trainCommand(source, plan, settings),
    `nn predict ${file(modelName(source))} ${file(source)}`,
    `nn evaluate ${file(modelName(source))} ${file(source)}`,
    `nn inspect ${file(modelName(source))}`,
  ].join('\n');
