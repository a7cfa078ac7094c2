import { readFileSync } from 'node:fs';
import { Command, CommanderError, type Help, Option } from 'commander';
import { declared, type Presentation } from './commands/declared.js';
import { type CommandEntry, commands } from './commands/index.js';
import { type Language, languageOf, languages } from './telling/text.js';
import { AlreadyTold, EXIT, explain } from './terminal/errors.js';
import { harmless, type Io, say, type Terminal } from './terminal/io.js';
import { CLEAR } from './terminal/live-line.js';
import { logFormats } from './terminal/log.js';

const presentation: Presentation = {
  about: {
    en: 'Train, evaluate and use neural networks from the terminal.',
    zh: '在终端里训练、检验和使用神经网络。',
  },
  examples: [
    ['nn digits', { en: 'a first training, on data that comes along', zh: '第一次训练，数据是自带的' }],
    ['nn train iris.csv --target species', { en: 'from a table to a model file', zh: '从一张表到一个模型文件' }],
    ['nn predict iris.safetensors new.csv', { en: 'an answer for each row', zh: '为每一行给出答案' }],
    ['nn evaluate iris.safetensors test.csv', { en: 'how good it is', zh: '它有多好' }],
    ['nn inspect iris.safetensors', { en: 'what is in it', zh: '里面有什么' }],
    ['nn lesson', { en: 'what happens inside, step by step', zh: '一步一步看内部发生了什么' }],
  ],
};

const version = () => JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version as string;

/** What an option is given, before the options are read: help and errors are written as it says, too. */
function givenTo(option: string, argv: readonly string[]): string | undefined {
  const at = argv.lastIndexOf(option);
  return at >= 0 ? argv[at + 1] : argv.findLast((arg) => arg.startsWith(`${option}=`))?.slice(option.length + 1);
}

function languageIn(argv: readonly string[], env: Terminal['env']): Language {
  const asked = givenTo('--lang', argv);
  return languages.find((language) => language === asked) ?? languageOf(env);
}

/** The terminal with what the arguments say of how to speak. */
function ioOf(terminal: Terminal, argv: readonly string[]): Io {
  const lang = languageIn(argv, terminal.env);
  const logFormat = logFormats.find((format) => format === givenTo('--log-format', argv)) ?? 'text';
  // What a terminal says of its width changes: it is asked each time.
  return Object.assign(Object.create(terminal) as Terminal, {
    argv,
    lang,
    quiet: argv.includes('--quiet'),
    logFormat,
    tell: (text: Parameters<Io['tell']>[0]) => (typeof text === 'string' ? text : text[lang]),
  });
}

/** How help measures and breaks its texts. What does so with Chinese is only loaded where there is some: it would take a third of the time that `nn --version` takes. */
async function setting({ lang }: Io): Promise<Pick<Help, 'displayWidth'> & Partial<Pick<Help, 'boxWrap'>>> {
  if (lang === 'en') return { displayWidth: (text) => text.length };
  const [{ default: displayWidth }, { wrap }] = await Promise.all([
    import('string-width'),
    import('./telling/wrap.js'),
  ]);
  return { displayWidth, boxWrap: (text, columns) => wrap(text, columns).join('\n') };
}

/** A command as help lists it; the rest of it is only read when it is asked for. */
const listed = ({ name, summary }: CommandEntry, io: Io) => new Command(name).summary(io.tell(summary));

/** The titles of help. */
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Recipe:': '训练设置：',
  'Table:': '表：',
  'Every command:': '所有命令：',
};

/** A description with what commander puts behind it, in Chinese. */
const inChinese = (text: string) =>
  text
    .replace(/ \(((?:choices|default): .*)\)$/, '（$1）')
    .replace('choices: ', '可选：')
    .replace(/(, )?default: /, (_, more) => `${more ? '；' : ''}默认：`);

/** What every command has, last in its help. */
const everywhere = (io: Io): Option[] => [
  new Option(
    '--lang <language>',
    io.tell({ en: 'English or Chinese (by default as the locale says)', zh: '用英文或中文（默认依照系统语言）' }),
  ).choices(languages),
  new Option('--quiet', io.tell({ en: 'say nothing but results and errors', zh: '只输出结果和错误' })),
];

/** Has a command speak through `io`, and end by an exception. */
function configure(command: Command, io: Io, set: Awaited<ReturnType<typeof setting>>): void {
  for (const option of everywhere(io)) command.addOption(option.helpGroup('Every command:'));
  const help = new Option('-h, --help', io.tell({ en: 'show this help', zh: '显示这份说明' }));
  command.addHelpOption(help.helpGroup('Every command:'));
  const described = (text: string) => io.tell({ en: text, zh: inChinese(text) });
  command.configureHelp({
    helpWidth: io.width,
    subcommandTerm: (inner) => inner.name(),
    ...set,
    styleTitle: (title) => io.tell({ en: title, zh: TITLES[title] ?? title }),
    styleArgumentDescription: described,
    styleOptionDescription: described,
  });
  command.exitOverride().showHelpAfterError('(--help shows what there is)');
  command.configureOutput({
    writeOut: (text) => io.out(text),
    writeErr: (text) => (io.logFormat === 'jsonl' ? say(io, text.trim(), 'error') : io.err(harmless(text))),
    outputError: (text, write) => write(text.replace(/^error: /, 'nn: ')),
  });
  for (const inner of command.commands) configure(inner, io, set);
}

/** The whole command; those of its commands that are asked for are declared in full. */
export async function programOf(io: Io, asked: ReadonlySet<string>): Promise<Command> {
  const program = declared(io, 'nn', presentation).version(
    version(),
    '-V, --version',
    io.tell({ en: 'which version this is', zh: '显示版本' }),
  );
  for (const entry of commands) {
    program.addCommand(
      asked.has(entry.name) ? (await entry.load())(io).summary(io.tell(entry.summary)) : listed(entry, io),
    );
  }
  program.helpCommand('help [command]', io.tell({ en: 'the help of a command', zh: '某个命令的说明' }));
  configure(program, io, await setting(io));
  return program;
}

/** The arguments to read: help for a command that there is not is answered as that command would be, with the nearest name. */
function asWritten(argv: readonly string[]): string[] {
  const [first, name = 'help'] = argv;
  const known = name === 'help' || name.startsWith('-') || commands.some((entry) => entry.name === name);
  return first === 'help' && !known ? [name] : [...argv];
}

/** Runs the command with these arguments (without node and the script); gives the exit code. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const io = ioOf(terminal, argv);
  try {
    const program = await programOf(io, new Set(argv));
    if (argv.length === 0) {
      program.outputHelp({ error: true });
      return EXIT.usage;
    }
    await program.parseAsync(asWritten(argv), { from: 'user' });
    return EXIT.success;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.usage;
    if (error instanceof AlreadyTold) return EXIT.failure;
    const { message, code } = explain(error);
    if (io.live && io.logFormat === 'text') io.err(CLEAR);
    say(io, `nn: ${message}`, 'error');
    return code;
  }
}
