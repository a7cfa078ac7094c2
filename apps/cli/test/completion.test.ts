import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle } from './support/child.js';
import { csv, nn, nnIn, ownFolder } from './support/command.js';

const script = await bundle();
ownFolder();

const there = (shell: string) => {
  const found = spawnSync(shell, ['--version']).status === 0;
  if (!found)
    console.warn(`Completion is not tested in ${shell}: none found. Install it with: apt-get install ${shell}`);
  return found;
};

/** What may follow on a line, as `nn` tells the shells: 'files', or words without what they mean. */
async function follows(...line: readonly string[]): Promise<'files' | string[]> {
  const { code, out, err } = await nn('completion bash', ...line.map((word) => `+${word}`));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [kind, ...rest] = out.trimEnd().split('\n');
  if (kind === 'files') return kind;
  expect(kind).toBe('words');
  return rest.map((each) => each.split('\t')[0]!);
}

beforeAll(() => {
  csv('table.csv', `height,"two words",'y',"a\nb",${'\u001b[2J'}\n1,2,3,4,5\n`);
  mkdirSync('folder of files');
});

describe('what may follow', () => {
  test('commands, each with what it does', async () => {
    const { out } = await nn('completion bash', '+');
    const { out: help } = await nn('--help');
    const listed = [...help.slice(help.indexOf('Commands:')).matchAll(/^ {2}(\w+)/gm)].map((found) => found[1]!);
    expect(await follows('')).toEqual(listed);
    expect(out).toContain('\ntrain\ttrain a network on a table\n');
    expect((await nnIn({ LANG: 'zh_CN.UTF-8' }, 'completion bash +')).out).toContain('\ntrain\t用一张表训练网络\n');
    expect(await follows('tr')).toEqual(['train', 'trace']);
    expect(await follows('help', 'tr')).toEqual(['train', 'trace']);
    expect(await follows('nothing', '')).toEqual([]);
  });

  test('every option of every command, and none twice', async () => {
    for (const command of (await follows('')) as string[]) {
      if (command === 'help') continue;
      const { out } = await nn(`${command} --help`);
      const options = [...out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map((found) => found[1]!);
      expect([...(await follows(command, '-'))].sort()).toEqual(options.sort());
    }
    expect(await follows('train', 'x.csv', '--seed', '1', '--se')).toEqual([]);
    expect(await follows('--l')).toEqual(['--lang']);
  });

  test('the choices of an option, and of an argument', async () => {
    expect(await follows('train', 'x.csv', '--task', '')).toEqual(['classes', 'number']);
    expect(await follows('train', 'x.csv', '--task', 'n')).toEqual(['number']);
    expect(await follows('train', 'x.csv', '--task=n')).toEqual(['--task=number']);
    // Bash cuts it so.
    expect(await follows('train', 'x.csv', '--task', '=', 'n')).toEqual(['number']);
    expect(await follows('train', 'x.csv', '--task', '=')).toEqual(['classes', 'number']);
    expect(await follows('completion', 'b')).toEqual(['bash']);
    expect(await follows('lesson', 'neu')).toEqual(['neuron']);
    expect(await follows('lesson', 'neuron', '--inp')).toEqual(['--inputs']);
  });

  test('files for arguments and for options that name one; nothing for numbers', async () => {
    expect(await follows('train', '')).toBe('files');
    expect(await follows('predict', 'm.safetensors', '')).toBe('files');
    expect(await follows('predict', 'm.safetensors', 'x.csv', '')).toEqual([]);
    expect(await follows('train', 'x.csv', '--model', '')).toBe('files');
    expect(await follows('train', 'x.csv', '--epochs', '')).toEqual([]);
    expect(await follows('train', '--epochs', '5', '')).toBe('files');
  });

  test('the columns of the table on the line, but for those that cannot be shown', async () => {
    const columns = ['height', 'two words', "'y'"];
    expect(await follows('train', 'table.csv', '--target', '')).toEqual(columns);
    expect(await follows('train', 'table.csv', '--target', 't')).toEqual(['two words']);
    expect(await follows('train', 'table.csv', '--target', '"two w')).toEqual(['two words']);
    expect(await follows('train', 'table.csv', '--target', 'two\\ w')).toEqual(['two words']);
    expect(await follows('train', "'table.csv'", '--target', '')).toEqual(columns);
    expect(await follows('init', 'x', '--data', 'table.csv', '--target', 'h')).toEqual(['height']);
    writeFileSync('long.csv', `a,b\n${'1,2\n'.repeat(100_000)}`);
    expect(await follows('train', 'long.csv', '--target', '')).toEqual(['a', 'b']);
    for (const none of ['nowhere.csv', '.', '-']) expect(await follows('train', none, '--target', '')).toEqual([]);
    expect(await follows('train', '--target', '')).toEqual([]);
  });
});

test('a shell that is not known is refused', async () => {
  const { code, out, err } = await nn('completion fish');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.split('\n')[0]).toBe(
    "nn: command-argument value 'fish' is invalid for argument 'shell'. Allowed choices are bash, zsh.",
  );
});

/** `nn` in a shell is a function that runs the bundled command. */
const shim = `nn() { ${process.execPath} ${script} "$@"; }\n`;

describe.runIf(there('bash'))('in bash', () => {
  /** What bash has to choose from, where these are the words it cut the line into. */
  const replies = (...words: readonly string[]): string[] => {
    const line = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
    const ask = `COMP_WORDS=(nn ${line}); COMP_CWORD=${words.length}; _nn nn; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['--norc', '-c', `${shim}source <(nn completion bash)\n${ask}`], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
  };

  test('commands, options, choices and files', () => {
    expect(replies('pr')).toEqual(['predict']);
    expect(replies('train', 'table.csv', '--ta')).toEqual(['--target', '--task']);
    expect(replies('train', 'table.csv', '--task', '=', '')).toEqual(['classes', 'number']);
    expect(replies('predict', 'ta')).toEqual(['table.csv']);
    expect(replies('predict', 'folder')).toEqual(['folder of files']);
    expect(replies('train', '--epochs', '')).toEqual([]);
  });

  test('columns are quoted where the line is not, and what is on the line is never run', () => {
    expect(replies('train', 'table.csv', '--target', '')).toEqual(['height', 'two\\ words', "\\'y\\'"]);
    expect(replies('train', 'table.csv', '--target', '"t')).toEqual(['two words']);
    expect(replies('train', '$(touch broken)', '`touch broken`', '--target', '')).toEqual([]);
    expect(replies('predict', 'brok')).toEqual([]);
  });
});

describe.runIf(there('zsh'))('in zsh', () => {
  /** What the script hands to zsh, where these are the words of the line. */
  const handed = (...words: readonly string[]): string[] => {
    const line = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
    const stubs = `compdef() {}\n_files() { print files }\ncompadd() { print -rl -- "\${found[@]}" }\n`;
    const ask = `words=(nn ${line}); CURRENT=${words.length + 1}; _nn`;
    return execFileSync('zsh', ['-f', '-c', `${shim}${stubs}source <(nn completion zsh)\n${ask}`], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
  };

  test('commands, options, choices, files and columns', () => {
    expect(handed('pr')).toEqual(['predict']);
    expect(handed('train', 'table.csv', '--ta')).toEqual(['--target', '--task']);
    expect(handed('train', 'table.csv', '--task=')).toEqual(['--task=classes', '--task=number']);
    expect(handed('predict', '')).toEqual(['files']);
    expect(handed('train', 'table.csv', '--target', '')).toEqual(['height', 'two words', "'y'"]);
    expect(handed('train', '$(touch broken)', '--target', '')).toEqual([]);
  });
});
