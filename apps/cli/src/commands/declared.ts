import { Command, Option } from 'commander';
import { languages, type Text } from '../telling/text.js';
import type { Io } from '../terminal/io.js';

/** How a command presents itself: help begins with the examples. */
export interface Presentation {
  readonly about: Text;
  /** Calls as they are typed, each with what it does, where that needs words. */
  readonly examples: readonly (readonly [call: string, does?: Text])[];
}

/** Examples as help shows them, what they do in a column behind them. */
function exampleLines(io: Io, examples: Presentation['examples']): string {
  const width = Math.max(...examples.map(([call]) => call.length));
  const lines = examples.map(([call, does]) => (does ? `${call.padEnd(width)}  ${io.tell(does)}` : call));
  return `${io.tell({ en: 'Examples:', zh: '示例：' })}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** A command with what all commands have: examples first in its help, `--lang` and `--quiet`. */
export const declared = (io: Io, name: string, { about, examples }: Presentation): Command =>
  new Command(name)
    .description(io.tell(about))
    .addHelpText('before', exampleLines(io, examples))
    .addOption(
      new Option(
        '--lang <language>',
        io.tell({
          en: 'English or Chinese (by default as the locale says)',
          zh: '用英文或中文（默认依照系统语言）',
        }),
      ).choices(languages),
    )
    .option('--quiet', io.tell({ en: 'say nothing but results and errors', zh: '只输出结果和错误' }));
