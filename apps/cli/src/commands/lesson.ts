import { nearest } from '@nn/data';
import type { Command } from 'commander';
import { lessons } from '../lessons/index.js';
import type { Lesson, Told } from '../telling/lesson.js';
import { render } from '../telling/render.js';
import { commandName } from '../terminal/command-name.js';
import { UsageError } from '../terminal/errors.js';
import type { Io } from '../terminal/io.js';
import { jsonText } from '../terminal/json.js';
import { declared } from './declared.js';

interface LessonFlags {
  readonly lang?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** Every lesson with the command that tells it. */
function list(io: Io, { json }: LessonFlags): void {
  if (json) {
    io.out(jsonText({ lessons: lessons.map(({ name, summary }) => ({ name, summary: io.tell(summary) })) }));
    return;
  }
  const calls = lessons.map(({ name }) => `${commandName()} lesson ${name}`);
  const width = Math.max(...calls.map((call) => call.length));
  io.out(calls.map((call, i) => `${call.padEnd(width)}  ${io.tell(lessons[i]!.summary)}\n`).join(''));
}

function unknown(name: string): UsageError {
  const names = lessons.map((lesson) => lesson.name);
  const near = nearest(name, names);
  const hint = near === undefined ? `there are ${names.join(', ')}` : `did you mean '${near}'?`;
  return new UsageError(`there is no lesson '${name}'; ${hint}`);
}

/** A number that JSON does not have by its name, as in the JSON of a trace; null would not say which. */
const writable = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

/** What a lesson says. Its numbers all come from its options: those that are out of range are the user's. */
async function told(lesson: Lesson, options: object): Promise<Told> {
  try {
    return await lesson.tell(options);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message, { cause: error }) : error;
  }
}

async function tell(lesson: Lesson, flags: LessonFlags, io: Io): Promise<void> {
  const { json, lang: _, quiet: __, ...options } = flags;
  const { data, steps } = await told(lesson, options);
  io.out(
    json ? jsonText({ lesson: lesson.name, ...data }, writable) : render(lesson.summary, steps, io.lang, io.width),
  );
}

const json = (io: Io) =>
  [
    '--json',
    io.tell({ en: 'the numbers as one machine-readable result', zh: '把数字输出为一个机器可读的结果' }),
  ] as const;

const lessonOf = (lesson: Lesson, io: Io): Command => {
  const command = declared(io, lesson.name, {
    about: { en: `${lesson.summary.en}.`, zh: `${lesson.summary.zh}。` },
    examples: lesson.examples.map((example) => [`nn lesson ${lesson.name} ${example}`.trimEnd()]),
  }).summary(io.tell(lesson.summary));
  for (const option of lesson.options()) command.addOption(option);
  return command.option(...json(io)).action(() => tell(lesson, command.optsWithGlobals(), io));
};

/** `nn lesson`: what happens in a network, step by step, with numbers of one's own. */
export function lessonCommand(io: Io): Command {
  const command = declared(io, 'lesson', {
    about: {
      en: 'Tells a lesson in the terminal, step by step, with every formula and its numbers; in English or Chinese.',
      zh: '在终端里一步一步地讲课，每个公式都带着数字；中文或英文。',
    },
    examples: [
      ['nn lesson', { en: 'which lessons there are', zh: '有哪些课' }],
      ['nn lesson neuron'],
      [
        'nn lesson neuron --inputs 1,2 --weights 2,3 --target 10',
        { en: 'with numbers of your own', zh: '用你自己的数字' },
      ],
      ['nn lesson descent --learning-rate 2.5', { en: 'what happens when a step is too large', zh: '步子太大会怎样' }],
      ['nn lesson losses --lang zh'],
    ],
  })
    .usage('[name] [options]')
    .argument('[name]', io.tell({ en: 'which lesson; without it they are listed', zh: '哪一课；不写则列出所有课' }));
  for (const lesson of lessons) command.addCommand(lessonOf(lesson, io));
  return command.option(...json(io)).action((name: string | undefined, flags: LessonFlags) => {
    if (name !== undefined) throw unknown(name);
    list(io, flags);
  });
}
