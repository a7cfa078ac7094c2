import { beforeAll, describe, expect, test } from 'vitest';
import type { Io } from '../src/terminal/io.js';
import { say } from '../src/terminal/io.js';
import { log } from '../src/terminal/log.js';
import { irisFiles, nn, nnOnTerminal, ownFolder } from './support/command.js';

ownFolder();
beforeAll(() => {
  irisFiles();
});

const events = (err: string) =>
  err
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What is written where standard error is for programs. */
function written(write: (io: Io) => void, quiet = false): string {
  let text = '';
  const io = {
    err: (part: string) => {
      text += part;
    },
    quiet,
    logFormat: 'jsonl',
    tell: (said: string | { zh: string }) => (typeof said === 'string' ? said : said.zh),
  };
  write(io as unknown as Io);
  return text;
}

describe('standard error for programs: --log-format jsonl', () => {
  test('what is said is a note, in the language asked for; what is wrong is an error', () => {
    expect(written((io) => say(io, { en: 'saved', zh: '已保存' }))).toBe('{"event":"note","text":"已保存"}\n');
    expect(written((io) => say(io, 'nn: wrong', 'error'))).toBe('{"event":"error","text":"nn: wrong"}\n');
    expect(written((io) => say(io))).toBe('');
  });

  test('with --quiet only errors and results', () => {
    const all = (io: Io) => {
      say(io, 'a note');
      log(io, { event: 'epoch', epoch: 1 });
      log(io, { event: 'result', epochs: 2 });
      say(io, 'wrong', 'error');
    };
    expect(written(all, true)).toBe('{"event":"result","epochs":2}\n{"event":"error","text":"wrong"}\n');
  });

  test('what a terminal would obey is written by its number, and read back whole', () => {
    const hostile = 'a\u001b[2J\u009b2J\u202eb\u0007\nc\u2028';
    const line = written((io) => say(io, hostile));
    expect(line).toBe('{"event":"note","text":"a\\u001b[2J\\u009b2J\\u202eb\\u0007\\nc\\u2028"}\n');
    expect(JSON.parse(line).text).toBe(hostile);
  });

  test('wrong usage is an error, too', async () => {
    const { code, err } = await nn('tune --log-format jsonl');
    expect(code).toBe(2);
    expect(events(err)[0]).toEqual({ event: 'error', text: "nn: missing required argument 'data'" });
    const unknown = await nn('tune iris.csv --log-format=jsonl --trails 3');
    expect(unknown.code).toBe(2);
    expect(events(unknown.err)[0].text).toMatch(/^nn: unknown option '--trails'/);
  });

  test('on a terminal nothing is drawn', async () => {
    const { err } = await nnOnTerminal(
      80,
      'tune iris.csv --target species --trials 1 --budget 2 --log-format jsonl --hidden none',
    );
    expect(err).not.toContain('\u001b');
    const phases = events(err).flatMap(({ event, phase }) => (event === 'epoch' ? [phase] : []));
    expect([...new Set(phases)]).toEqual(['trial 1', 'validating', 'training on all rows']);
  });

  test('there are two formats', async () => {
    const { code, err } = await nn('tune iris.csv --target species --log-format xml');
    expect(code).toBe(2);
    expect(err).toContain(
      "nn: option '--log-format <format>' argument 'xml' is invalid. Allowed choices are text, jsonl.",
    );
  });
});
