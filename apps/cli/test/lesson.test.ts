import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { lessons } from '../src/lessons/index.js';
import { nn, nnIn, nnOnTerminal } from './support/command.js';

const names = lessons.map(({ name }) => name);
const HAN = /\p{Script=Han}/u;

/** Each lesson with numbers that show much of what it can say. */
const calls = [
  'lesson neuron',
  'lesson neuron --inputs 3,0,-1 --weights 0.5,2,1 --target 4 --learning-rate 0.3 --rounds 30',
  'lesson neuron --inputs 1,4 --weights 2,-2 --learning-rate 2',
  'lesson neuron --inputs 1,1 --weights 2,-5 --learning-rate 2.5',
  'lesson neuron --inputs 0 --weights 7',
  'lesson neuron --target 8',
  `lesson neuron --inputs ${Array(40).fill('1.23456789').join()} --weights ${Array(40).fill('-9876.54321').join()} --rounds 2`,
  'lesson losses',
  'lesson losses --outputs 1,2,3 --targets 1,2,3',
  'lesson losses --outputs 1,2,3 --targets 2,2,1.5',
  'lesson losses --outputs 5 --targets -1e-9',
  `lesson losses --outputs ${Array(100).fill('123456.789').join()} --targets ${Array(100).fill('-1').join()}`,
  'lesson back',
  'lesson back --weights 1,-1;-1,1 --errors 1,2 --train none',
  'lesson back --activation linear --train none',
  `lesson back --weights ${Array(9).fill('1.5,-2.25,3').join(';')} --errors 1,2,3 --sums 1,2,3 --train none`,
  'lesson descent',
  'lesson descent --learning-rate 0.5,0.5,0.6,0.9',
  'lesson descent --x 1,2,-4 --t 4,7,2 --start -2 --learning-rate 3 --decay 0.1 --decay-form exponential',
  'lesson descent --learning-rate 1.9 --steps 3',
  'lesson descent --start 3',
  'lesson descent --x 0 --t 1',
  `lesson descent --x ${Array(60).fill('12345.6789').join()} --t ${Array(60).fill('-1').join()} --learning-rate 1e300`,
  'lesson batches --samples 20 --epochs 3 --seeds 40',
  'lesson batches --samples 3 --batch 50 --epochs 1 --seeds 1 --learning-rate 1e300',
  'lesson zeros',
  'lesson zeros --hidden 7',
  'lesson step',
  'lesson step --rule transposed --activation relu',
  'lesson step --rule proportional --inputs 1,2,3 --hidden 1,2;3,4;5,6 --output 1,2;3,4 --target 0,1',
];

/** What prose in Chinese has of other letters. */
const SYMBOLS =
  /^([xwytnijkuvfaWezb]|ij|delta|MSE|SSE|RMSE|NaN|ReLU|JSON|json|nn|sigmoid|tanh|linear|relu|glorot|he|xor|iris|digits|inputs|outputs|targets|activation|train|learning|rate|seeds)$/;

/** What is told, without headings: formulas and tables are set in, paragraphs are not. */
function parts(out: string) {
  const lines = out.split('\n').filter((line) => line !== '' && !/^\d+\. /.test(line));
  const isSetIn = (line: string) => line.startsWith('    ');
  return { prose: lines.filter((line) => !isSetIn(line)), setIn: lines.filter(isSetIn) };
}

const told = async (call: string, lang = 'en'): Promise<string> => {
  const { code, out, err } = await nn(`${call} --lang ${lang}`);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
};

describe('nn lesson', () => {
  test('lists the lessons, each with a command that works', async () => {
    for (const lang of ['en', 'zh']) {
      const lines = (await told('lesson', lang)).trimEnd().split('\n');
      expect(lines.map((line) => /\bnn lesson (\w+) {2,}\S/.exec(line)?.[1])).toEqual(names);
      expect(lines.every((line) => HAN.test(line) === (lang === 'zh'))).toBe(true);
      for (const line of lines) {
        const { code, out } = await nn(`${/lesson \w+/.exec(line)![0]} --lang ${lang}`);
        expect({ code, title: out.split('\n')[0] }).toEqual({ code: 0, title: line.slice(line.indexOf('  ')).trim() });
      }
    }
    const listed = JSON.parse((await nn('lesson --json')).out).lessons;
    expect(listed.map((lesson: { name: string }) => lesson.name)).toEqual(names);
  });

  test('a name that is none is answered with the nearest, or all', async () => {
    expect(await nn('lesson nueron')).toMatchObject({
      code: 2,
      out: '',
      err: "nn: there is no lesson 'nueron'; did you mean 'neuron'?\n",
    });
    expect((await nn('lesson astronomy')).err).toBe(
      `nn: there is no lesson 'astronomy'; there are ${names.join(', ')}\n`,
    );
  });

  test.each(names)('the help of %s begins with examples, which work', async (name) => {
    const { code, out } = await nn(`lesson ${name} --help`);
    expect(code).toBe(0);
    expect(out.startsWith(`Examples:\n  nn lesson ${name}\n`)).toBe(true);
    expect(out).toContain('--lang <language>');
    const examples = out.slice(0, out.indexOf('Usage:')).match(/lesson .*/g)!;
    // The shell takes the quotes away.
    for (const example of examples) expect((await nn(example.replaceAll('"', ''))).code).toBe(0);
  });
});

describe('languages', () => {
  test.each([
    [{}, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LC_MESSAGES: 'zh_TW', LANG: 'en_US.UTF-8' }, 'zh'],
    [{ LC_ALL: 'C', LC_MESSAGES: 'zh_CN', LANG: 'zh_CN' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: '', LANG: 'zh' }, 'zh'],
  ])('%j is told in %s', async (env, lang) => {
    const [usual, asked] = [await nnIn(env, 'lesson neuron'), await nn(`lesson neuron --lang ${lang}`)];
    expect(usual.out).toBe(asked.out);
  });

  test('what is asked for goes before the locale, wherever it stands', async () => {
    const zh = await told('lesson losses', 'zh');
    expect((await nnIn({ LANG: 'en_US' }, 'lesson --lang zh losses')).out).toBe(zh);
    expect((await nnIn({ LANG: 'zh_CN' }, 'lesson losses --lang en')).out).toBe(await told('lesson losses', 'en'));
  });

  test.each(calls.map((call) => [call.slice(0, 60), call] as const))(
    '%s: the same numbers in both, all prose translated',
    async (_, call) => {
      const [en, zh] = [await told(call), await told(call, 'zh')];
      const headings = (out: string) => out.match(/^\d+\. .*/gm)!;
      expect(headings(zh)).toHaveLength(headings(en).length);
      expect(headings(zh).every((heading) => HAN.test(heading))).toBe(true);
      const [english, chinese] = [parts(en), parts(zh)];
      expect(english.prose.filter((line) => HAN.test(line))).toEqual([]);
      // What is not Chinese in a Chinese paragraph are symbols, names of formulas, and examples to call.
      const foreign = chinese.prose.flatMap((line) => line.match(/[a-z]+/gi) ?? []);
      expect(foreign.filter((word) => !SYMBOLS.test(word))).toEqual([]);
      const formulas = (lines: readonly string[]) => lines.filter((line) => line.includes('='));
      expect(formulas(chinese.setIn)).toEqual(formulas(english.setIn));
      const numbers = (lines: readonly string[]) => lines.join(' ').match(/-?\d[\d.e+-]*/g);
      expect(numbers(chinese.setIn)).toEqual(numbers(english.setIn));
    },
  );
});

describe('the width of the terminal', () => {
  test.each([20, 33, 80, 300])('%i: no line is wider, nor than 100', async (columns) => {
    for (const call of calls) {
      for (const lang of ['en', 'zh']) {
        const { out } = await nnOnTerminal(columns, `${call} --lang ${lang}`);
        const lines = out.split('\n');
        const widest = Math.max(...lines.map((line) => stringWidth(line)));
        expect(widest, `${call} --lang ${lang}`).toBeLessThanOrEqual(Math.min(columns, 100));
        // Room is used, and no line begins with what closes.
        if (columns > 60) expect(widest, call).toBeGreaterThan(Math.min(columns, 100) - 20);
        expect(lines.filter((line) => /^[\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff01\uff09\u201d]/u.test(line))).toEqual(
          [],
        );
        expect(out).not.toMatch(/ $|\n\n\n|\u00a0/m);
      }
    }
  });

  test('a step follows the one before after a blank line', async () => {
    const out = await told('lesson neuron');
    const steps = out.split('\n\n').slice(1);
    expect(steps.map((step) => step.split('.')[0])).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });
});

describe('what cannot be used', () => {
  test.each([
    ['neuron --inputs 1,a', "'--inputs <numbers>' argument '1,a' is invalid. expected numbers such as 1,2.5,-3"],
    ['neuron --inputs 1,,2', "has '' in it"],
    ['neuron --weights NaN,1', "has 'NaN' in it"],
    ['neuron --inputs 1,2,3', '--inputs has 3 numbers, --weights has 2 numbers; expected as many in each'],
    ['neuron --target ten', "expected a number, got 'ten'"],
    ['neuron --target Infinity', "expected a number, got 'Infinity'"],
    ['neuron --learning-rate 0', "expected a number above 0, got '0'"],
    ['neuron --rounds 1.5', "expected a whole number from 1 to 1000, got '1.5'"],
    ['neuron --rounds 1001', "expected a whole number from 1 to 1000, got '1001'"],
    [`neuron --inputs ${Array(101).fill(1).join()}`, 'expected at most 100 numbers, got 101'],
    ['neuron --inputs 1e200,1 --weights 1e200,1', 'terms of round 1: expected numbers that double precision can hold'],
    ['neuron --learning-rate 9 --rounds 1000', 'got Infinity; is a number too large'],
    ['neuron --outputs 1', "unknown option '--outputs'"],
    ['losses --inputs 1', "unknown option '--inputs'"],
    ['losses --outputs 1', '--outputs has 1 number, --targets has 2 numbers; expected as many in each'],
    ['losses --outputs 1e200 --targets 0', 'too large for double precision'],
    ['neuron --lang fr', 'Allowed choices are en, zh'],
    ['neuron again', "too many arguments for 'neuron'"],
  ])('%s', async (call, message) => {
    const { code, out, err } = await nn(`lesson ${call}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.startsWith('nn: ')).toBe(true);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
