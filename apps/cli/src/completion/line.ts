import type { Argument, Command, Option } from 'commander';

/** What of a command line is known where the cursor stands. */
export interface Line {
  /** The command that was named last; the program itself where none was. */
  readonly command: Command;
  /** Its arguments so far. */
  readonly positionals: readonly string[];
  /** The values of its options so far, by their long names. */
  readonly given: ReadonlyMap<string, string>;
  /** The option whose value comes next, if one does. */
  readonly option: Option | undefined;
}

/** The options of a command, that for help too. */
export const optionsOf = (command: Command): readonly Option[] => command.createHelp().visibleOptions(command);

/** '--name=value' in its two parts; what has no value has none. */
export function parted(word: string): readonly [name: string, value: string | undefined] {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

/** The argument that comes next; the last one again where it takes any number. */
export function nextArgument({ command, positionals }: Line): Argument | undefined {
  const declared = command.registeredArguments;
  const last = declared.at(-1);
  return declared[positionals.length] ?? (last?.variadic ? last : undefined);
}

/** Reads the words before the cursor as the command itself would. */
export function readLine(program: Command, words: readonly string[]): Line {
  let command = program;
  let positionals: string[] = [];
  const given = new Map<string, string>();
  let option: Option | undefined;
  for (const word of words) {
    const [name, value] = parted(word);
    const inner = positionals.length === 0 ? command.commands.find((each) => each.name() === word) : undefined;
    if (option) {
      given.set(option.long ?? option.flags, word);
      option = undefined;
    } else if (word.startsWith('-') && word !== '-') {
      given.set(name, value ?? '');
      const found = optionsOf(command).find(({ long, short }) => long === name || short === name);
      if (value === undefined && (found?.required || found?.optional)) option = found;
    } else if (inner) [command, positionals] = [inner, []];
    else positionals.push(word);
  }
  return { command, positionals, given, option };
}
