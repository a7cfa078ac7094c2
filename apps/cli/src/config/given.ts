import { existsSync } from 'node:fs';
import type { DataFlags } from '../data/options.js';
import { CommandError, UsageError } from '../terminal/errors.js';
import { type Io, say } from '../terminal/io.js';
import { note } from '../terminal/words.js';
import { type OpenedModel, openModel } from '../training/model-file.js';
import type { Opening } from '../training/opening.js';
import type { Asked } from '../training/plan.js';
import { CONFIG, readConfig } from './read-config.js';
import { settings } from './settings.js';

/** Settings by name, from one place or another; those that are left open follow from the table. */
export type Given = Partial<Asked> & DataFlags & { readonly model?: string };

/** Which table a model was made of, where its file says it. */
export interface MadeOf {
  readonly source?: string;
  readonly sha256?: string;
}

/** The settings of a training, and where they come from. */
export interface GivenSettings {
  readonly values: Given;
  readonly byOptions: Given;
  readonly madeOf: MadeOf;
}

/** Where settings may come from beside the options. */
export interface Sources {
  /** A configuration; `nn.config.json` where there is one, unless named. */
  readonly config?: string;
  /** A model file whose training is to be repeated. */
  readonly from?: string;
}

const names = new Set(settings.map(({ name }) => name));

/** What of a record are settings. */
export const settingsIn = (values: object): Given =>
  // That there is a line of names is what is taken anyway.
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => names.has(name) && value !== undefined && !(name === 'header' && value === true),
    ),
  );

/** How a model was made. Throws CommandError where its file does not say. */
function recipeIn(path: string, { metadata }: OpenedModel): { recipe: Given; data: MadeOf } {
  const { recipe, data } = metadata as { recipe?: object; data?: MadeOf };
  if (typeof recipe !== 'object' || recipe === null || !('target' in recipe)) {
    throw new CommandError(
      `${path}: it does not say how it was made; expected a file that this version of nn train saved`,
    );
  }
  return { recipe: settingsIn(recipe), data: data ?? {} };
}

const known = (values: Given) => Object.keys(values).join(', ');

/**
 * The settings that were given: by options, and else by a model file whose training is repeated, or a configuration. Says where they come from.
 * Throws CommandError where a file does not fit, UsageError where both are named.
 */
export async function givenSettings(flags: object, { config, from }: Sources, io: Io): Promise<GivenSettings> {
  const byOptions = settingsIn(flags);
  if (from !== undefined) {
    if (config !== undefined)
      throw new UsageError(
        '--from and --config: a training is repeated as it was, or made by a configuration; give one of them',
      );
    const { recipe, data } = recipeIn(from, await openModel(from));
    const { model: _, ...changed } = byOptions;
    const but = known(changed);
    say(io, {
      en: `as ${from} was made${but && `, but for ${but}`}`,
      zh: `按 ${from} 当初的做法${but && `，只改变 ${but}`}`,
    });
    return { values: { ...recipe, ...byOptions }, byOptions, madeOf: data };
  }
  const path = config ?? CONFIG;
  if (config === undefined && !existsSync(CONFIG)) return { values: byOptions, byOptions, madeOf: {} };
  const values = settingsIn(await readConfig(path));
  say(io, { en: `settings of ${path}: ${known(values) || 'none'}`, zh: `${path} 中的设置：${known(values) || '无'}` });
  return { values: { ...values, ...byOptions }, byOptions, madeOf: {} };
}

/** Notes where rows are not those that a model was made of: what comes of them is another model. */
export function sayOtherData({ sha256, source }: Opening, before: MadeOf, from: string, io: Io): void {
  if (before.sha256 === undefined || before.sha256 === sha256) return;
  const said = {
    en: `${source} is not the table that ${from} was made of (SHA-256 differs); the result will differ, too`,
    zh: `${source} 不是 ${from} 当初用的表（SHA-256 不同），结果也会不同`,
  };
  say(io, note(said), 'warning');
}
