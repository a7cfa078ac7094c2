import { Option } from 'commander';
import type { Io } from '../terminal/io.js';
import { logFormats } from '../terminal/log.js';

/** The option of commands that train. How to log is read before all options are (`run.ts`), since their errors are logged, too. */
export const logFormatOption = (io: Io): Option =>
  new Option(
    '--log-format <format>',
    io.tell({
      en: 'how standard error is written: for people, or a JSON object on each line',
      zh: '标准错误的写法：给人看，或每行一个 JSON 对象',
    }),
  ).choices(logFormats);
