import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { digitsCommand } from './commands/digits.js';
import { evaluateCommand } from './commands/evaluate.js';
import { inspectCommand } from './commands/inspect.js';
import { lessonCommand } from './commands/lesson.js';
import { predictCommand } from './commands/predict.js';
import { trainCommand } from './commands/train.js';
import { EXIT, explain } from './terminal/errors.js';
import { harmless, type Io, say } from './terminal/io.js';

const examples = `
Examples:
  nn digits                                  a first training, on data that comes along
  nn train iris.csv --target species         from a table to a model file
  nn predict iris.safetensors new.csv        an answer for each row
  nn evaluate iris.safetensors test.csv      how good it is
  nn inspect iris.safetensors                what is in it
  nn lesson                                  what happens inside, step by step
`;

const version = () => JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version as string;

/** Runs the command with these arguments (without node and the script); gives the exit code. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const commands = [trainCommand, predictCommand, evaluateCommand, inspectCommand, digitsCommand, lessonCommand].map(
    (make) => make(io),
  );
  const program = new Command('nn')
    .description('Train, evaluate and use neural networks from the terminal.')
    .version(version(), '--version')
    .addHelpText('before', examples.trimStart());
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...commands.flatMap((c) => [c, ...c.commands])]) {
    command.exitOverride().showHelpAfterError('(--help shows what there is)');
    command.configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(harmless(text)),
      outputError: (text, write) => write(text.replace(/^error: /, 'nn: ')),
    });
  }
  if (argv.length === 0) {
    program.outputHelp({ error: true });
    return EXIT.usage;
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return EXIT.success;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.usage;
    const { message, code } = explain(error);
    if (io.live) io.err('\r\u001b[K');
    say(io, `nn: ${message}`);
    return code;
  }
}
