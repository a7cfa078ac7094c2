import { commandName } from './command-name.js';

/** A word as a shell reads it back. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The call of a command, to be typed again. */
export const calledAs = (argv: readonly string[]): string => [commandName(), ...argv.map(quoted)].join(' ');
