import { Argument, type Command } from 'commander';
import { candidates } from '../completion/candidates.js';
import { scripts } from '../completion/scripts.js';
import { wordsOf } from '../completion/words.js';
import { programOf } from '../run.js';
import type { Io } from '../terminal/io.js';
import { declared } from './declared.js';

/** Says what may follow on a line, as the scripts read it. */
async function complete(line: readonly string[], io: Io): Promise<void> {
  const words = wordsOf(line);
  const found = await candidates(await programOf(io, new Set(words)), words);
  io.out(found === 'files' ? 'files\n' : `words\n${found.map(({ word, means }) => `${word}\t${means}\n`).join('')}`);
}

/** `nn completion`: a script with which a shell completes words. */
export const completionCommand = (io: Io): Command =>
  declared(io, 'completion', {
    about: {
      en: 'Writes a script with which a shell completes commands, options, their choices, files, and the columns of the table on the line.',
      zh: '输出一个脚本，让 shell 能补全命令、选项及其取值、文件，以及命令行上那张表的列名。',
    },
    examples: [
      ['source <(nn completion bash)', { en: 'in ~/.bashrc', zh: '写入 ~/.bashrc' }],
      ['source <(nn completion zsh)', { en: 'in ~/.zshrc', zh: '写入 ~/.zshrc' }],
    ],
  })
    .addArgument(new Argument('<shell>', io.tell({ en: 'for which', zh: '哪一种' })).choices(Object.keys(scripts)))
    .argument(
      '[line...]',
      io.tell({
        en: "the words of a line, each after a '+': says what may follow (scripts ask so)",
        zh: '一行中的各个词，各以 + 开头：给出可以接什么（供脚本询问）',
      }),
    )
    .action(async (shell: string, line: readonly string[]) => {
      if (line.length > 0) await complete(line, io);
      else io.out(scripts[shell]!);
    });
