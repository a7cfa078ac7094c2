import { nearest } from '@nn/data';
import { CommandError } from '../terminal/errors.js';
import { readText } from '../terminal/files.js';
import { settings } from './settings.js';

/** The configuration that is read where none is named. */
export const CONFIG = 'nn.config.json';

/** A problem of every value that does not fit, and of every name that there is not. */
function problems(values: Readonly<Record<string, unknown>>): string[] {
  const known = new Map(settings.map((setting) => [setting.name, setting.kind]));
  return Object.entries(values).flatMap(([name, value]) => {
    const kind = known.get(name);
    if (kind) return kind.fits(value) ? [] : [`${name}: expected ${kind.expected}, got ${JSON.stringify(value)}`];
    const near = nearest(name, [...known.keys()]);
    return [
      `${name}: there is no such setting; ${near ? `did you mean '${near}'?` : `there are ${[...known.keys()].join(', ')}`}`,
    ];
  });
}

/** Where in a text JSON.parse stopped: its message says the position or, in later versions of Node, line and column. */
function place(text: string, message: string): string {
  const at = /position (\d+)/.exec(message);
  const before = text.slice(0, at ? Number(at[1]) : text.length).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

/**
 * The settings in a configuration; an empty file has none: it is what `--print-config > nn.config.json` finds, which the shell has just made. Throws CommandError, with all that is wrong at once, where it is no JSON object, or a value does not fit.
 */
export async function readConfig(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readText(path);
  if (text.trim() === '') return {};
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new CommandError(
      `${path}:${place(text, (cause as Error).message)}: this is not JSON; check commas, quotes and braces there`,
      { cause },
    );
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new CommandError(
      `${path}: expected an object of settings, such as { "target": "species" }, got ${JSON.stringify(json).slice(0, 60)}`,
    );
  }
  const { $schema: _, ...values } = json as Record<string, unknown>;
  const wrong = problems(values);
  if (wrong.length > 0) throw new CommandError(`${path}: ${wrong.join('\n  ')}`);
  return values;
}
