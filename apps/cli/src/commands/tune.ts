import { type Command, Option } from 'commander';
import { optionOf } from '../config/setting.js';
import { trainingSettings } from '../config/settings.js';
import { dataOptions } from '../data/options.js';
import type { Text } from '../telling/text.js';
import type { Io } from '../terminal/io.js';
import { searches } from '../tune/plan-search.js';
import { metrics } from '../tune/result.js';
import { type TuneFlags, tune } from '../tune/tune.js';
import { declared } from './declared.js';
import { logFormatOption } from './log-format.js';
import { whole } from './numbers.js';

/** The options of the search itself. */
const searchOptions = (io: Io): Option[] => {
  const option = (flags: string, about: Text) => new Option(flags, io.tell(about));
  return [
    option('--space <file>', {
      en: 'what is searched, as JSON (by default a space for tables)',
      zh: '搜索空间的 JSON 文件（默认是适合表格的空间）',
    }),
    option('--search <kind>', {
      en: 'random: each trial gets all epochs; halving: the best third goes on to three times as many',
      zh: 'random：每次试验都训练全部轮数；halving：最好的三分之一继续训练到三倍轮数',
    })
      .choices(Object.keys(searches))
      .default('random'),
    option('--trials <number>', { en: 'how many recipes are tried', zh: '尝试多少种设置' })
      .argParser(whole(1))
      .default(20),
    option('--budget <epochs>', {
      en: 'the most epochs of a trial (by default as nn train has it)',
      zh: '一次试验最多多少轮（默认与 nn train 相同）',
    }).argParser(whole(1)),
    option('--metric <name>', { en: 'what trials are judged by', zh: '按什么评判试验' })
      .choices(metrics)
      .default('loss'),
    option('--resume', { en: 'go on with a search that was stopped', zh: '继续被中断的搜索' }),
    option('--restart', { en: 'begin anew, though a search is kept', zh: '重新开始，尽管保存着一个搜索' }),
    option('--json', { en: 'one machine-readable result', zh: '输出一个机器可读的结果' }),
    logFormatOption(io),
  ];
};

/** `nn tune`: searches for the recipe that suits a table. */
export function tuneCommand(io: Io): Command {
  const command = declared(io, 'tune', {
    about: {
      en: 'Tries recipes on a table, judges them by rows held back, and trains the best one on all rows. Each result is kept at once, so that a search that was stopped goes on. A setting that is given is not searched.',
      zh: '在一张表上尝试各种训练设置，用留出的行评判，再用全部行按最好的设置训练。每个结果都立即保存，中断的搜索可以继续。直接给出的设置不参与搜索。',
    },
    examples: [
      ['nn tune iris.csv --target species'],
      ['nn tune iris.csv --target species --search halving --trials 60'],
      ['nn tune iris.csv --target species --space space.json --budget 100'],
      ['nn tune iris.csv --target species --resume', { en: 'go on after Ctrl-C', zh: '在 Ctrl-C 之后继续' }],
    ],
  }).argument('<data>', io.tell({ en: "a table, or '-' for standard input", zh: '一张表，或用 - 表示标准输入' }));
  // The budget says how many epochs there are.
  const ofRecipe = trainingSettings.filter(({ name }) => name !== 'epochs').map((setting) => optionOf(setting, io));
  for (const option of [...searchOptions(io), ...ofRecipe, ...dataOptions(io)]) command.addOption(option);
  return command.action((path: string, flags: TuneFlags) => tune(path, flags, io));
}
