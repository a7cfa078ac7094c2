import { nearest } from '@nn/data';
import { Command, Option } from 'commander';
import { lessons } from '../lessons/index.js';
import type { Lesson, Told } from '../telling/lesson.js';
import { render } from '../telling/render.js';
import { type Language, languageOf, languages } from '../telling/text.js';
import { commandName } from '../terminal/command-name.js';
import { UsageError } from '../terminal/errors.js';
import type { Io } from '../terminal/io.js';

interface LessonFlags {
  readonly lang?: Language;
  readonly json?: boolean;
}

const examples = `
Examples:
  nn lesson                                                  which lessons there are
  nn lesson neuron
  nn lesson neuron --inputs 1,2 --weights 2,3 --target 10    with numbers of your own
  nn lesson descent --learning-rate 2.5                      what happens when a step is too large
  nn lesson losses --lang zh
`;

const common = (command: Command): Command =>
  command
    .addOption(new Option('--lang <language>', 'English or Chinese (by default as the locale says)').choices(languages))
    .option('--json', 'the numbers as one machine-readable result');

/** Every lesson with the command that tells it. */
function list(io: Io, { lang = languageOf(io.env), json }: LessonFlags): void {
  if (json) {
    io.out(`${JSON.stringify({ lessons: lessons.map(({ name, summary }) => ({ name, summary: summary[lang] })) })}\n`);
    return;
  }
  const calls = lessons.map(({ name }) => `${commandName()} lesson ${name}`);
  const width = Math.max(...calls.map((call) => call.length));
  io.out(calls.map((call, i) => `${call.padEnd(width)}  ${lessons[i]!.summary[lang]}\n`).join(''));
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
  const { lang = languageOf(io.env), json, ...options } = flags;
  const { data, steps } = await told(lesson, options);
  io.out(
    json
      ? `${JSON.stringify({ lesson: lesson.name, ...data }, writable)}\n`
      : render(lesson.summary, steps, lang, io.width),
  );
}

const lessonOf = (lesson: Lesson, io: Io): Command => {
  const command = new Command(lesson.name)
    .summary(lesson.summary.en)
    .description(`${lesson.summary.en}.`)
    .addHelpText(
      'before',
      `Examples:\n${lesson.examples.map((example) => `  nn lesson ${lesson.name} ${example}`.trimEnd()).join('\n')}\n`,
    );
  for (const option of lesson.options()) command.addOption(option);
  return common(command).action(() => tell(lesson, command.optsWithGlobals(), io));
};

/** `nn lesson`: what happens in a network, step by step, with numbers of one's own. */
export function lessonCommand(io: Io): Command {
  const command = new Command('lesson')
    .summary('what happens inside a network, step by step')
    .description(
      'Tells a lesson in the terminal, step by step, with every formula and its numbers; in English or Chinese.',
    )
    .usage('[name] [options]')
    .argument('[name]', 'which lesson; without it they are listed')
    .addHelpText('before', examples.trimStart());
  for (const lesson of lessons) command.addCommand(lessonOf(lesson, io));
  return common(command).action((name: string | undefined, flags: LessonFlags) => {
    if (name !== undefined) throw unknown(name);
    list(io, flags);
  });
}
