import type { Argument, Command, Option } from 'commander';
import { harmless } from '../terminal/io.js';
import { columnsOf } from './columns.js';
import { type Line, nextArgument, optionsOf, parted, readLine } from './line.js';

/** A word that may follow, with what it means. */
interface Candidate {
  readonly word: string;
  readonly means: string;
}

/** What may follow: one of these words, or a file. */
export type Candidates = 'files' | readonly Candidate[];

/** Placeholders of options whose value is the name of a file or a folder. */
const FILES = /<(file|path|folder|model|data|table)>/;

const choices = (words: readonly string[]): Candidate[] => words.map((word) => ({ word, means: '' }));

/** The table that stands on the line: the value of --data, or the first argument. */
const tableOn = ({ given, positionals }: Line) => given.get('--data') ?? positionals[0];

async function valuesOf(option: Option, line: Line): Promise<Candidates> {
  if (option.argChoices) return choices(option.argChoices);
  if (option.flags.includes('<column>')) return choices(await columnsOf(tableOn(line)));
  return FILES.test(option.flags) ? 'files' : [];
}

function commandsOf(command: Command): Candidate[] {
  const help = command.createHelp();
  return help
    .visibleCommands(command)
    .map((inner) => ({ word: inner.name(), means: help.subcommandDescription(inner) }));
}

/** Options that were not given yet. */
function optionsLeft({ command, given }: Line): Candidate[] {
  const help = command.createHelp();
  const left = optionsOf(command).filter(({ long }) => long !== undefined && !given.has(long));
  return left.map((option) => ({ word: option.long!, means: help.optionDescription(option) }));
}

function argumentsOf(argument: Argument | undefined): Candidates {
  if (argument === undefined) return [];
  return argument.argChoices ? choices(argument.argChoices) : 'files';
}

/** What may stand at the end of a line, without regard to the word that was begun there. */
async function possible(line: Line, word: string): Promise<Candidates> {
  const { command, positionals, option } = line;
  if (option) return valuesOf(option, line);
  const [name, value] = parted(word);
  if (value !== undefined) {
    const found = optionsOf(command).find(({ long }) => long === name);
    const values = found ? await valuesOf(found, line) : [];
    return values === 'files' ? [] : values.map((each) => ({ ...each, word: `${name}=${each.word}` }));
  }
  if (word.startsWith('-')) return optionsLeft(line);
  const inner = commandsOf(command);
  const named = inner.length > 0 && (positionals.length === 0 || positionals[0] === 'help');
  return named ? inner : argumentsOf(nextArgument(line));
}

/**
 * What may stand in the place of the last of these words, and begins as it does. Each is told on a line of its own, so what cannot be shown as it is
 * (a column with a line end in its name) is none.
 */
export async function candidates(program: Command, words: readonly string[]): Promise<Candidates> {
  const word = words.at(-1) ?? '';
  const all = await possible(readLine(program, words.slice(0, -1)), word);
  if (all === 'files') return all;
  return all.filter(
    (each) => each.word.startsWith(word) && harmless(each.word) === each.word && !/[\t\n]/.test(each.word),
  );
}
