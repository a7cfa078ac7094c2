import { Command } from 'commander';
import type { Text } from '../telling/text.js';
import type { Io } from '../terminal/io.js';

/** How a command presents itself: help begins with the examples. */
export interface Presentation {
  readonly about: Text;
  /** Calls as they are typed, each with what it does, where that needs words. */
  readonly examples: readonly (readonly [call: string, does?: Text])[];
}

/** Examples as help shows them; what they do, where that is said, in a column behind them. */
function exampleLines(io: Io, examples: Presentation['examples']): string {
  const width = Math.max(0, ...examples.map(([call, does]) => (does ? call.length : 0)));
  const lines = examples.map(([call, does]) => (does ? `${call.padEnd(width)}  ${io.tell(does)}` : call));
  return `${io.tell({ en: 'Examples:', zh: '示例：' })}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** A command that says what it is for; examples come first in its help. */
export const declared = (io: Io, name: string, { about, examples }: Presentation): Command =>
  new Command(name).description(io.tell(about)).addHelpText('before', exampleLines(io, examples));
