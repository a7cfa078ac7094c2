import { random } from '@nn/matrix';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, nn, nnOnTerminal, ownFolder } from './support/command.js';

ownFolder();

/** What does something to a terminal, turns lines around, or means something to a page, a spreadsheet or a program. */
const PAYLOADS: readonly (readonly [string, string])[] = [
  ['colours', '\u001b[31mred'],
  ['clears the screen', '\u001b[2J\u001b[H'],
  ['the title of the window', '\u001b]0;owned\u0007'],
  ['the clipboard', '\u001b]52;c;cm0gLXJm\u0007'],
  ['a link', '\u001b]8;;http://example.com\u001b\\text\u001b]8;;\u001b\\'],
  ['a report that is typed back', '\u001b[6n\u001bP$q"p\u001b\\'],
  ['a sequence in one character', '\u009b31mred'],
  ['backspaces', 'good\b\b\b\bevil'],
  ['a return', 'good\revil'],
  ['writing from right to left', 'user\u202etxt.exe'],
  ['isolated writing', '\u2066a\u2069'],
  ['an Arabic mark', 'a\u061cb'],
  ['a line separator', 'a\u2028b'],
  ['a null', 'a\u0000b'],
  ['a bell', 'a\u0007b'],
  ['a delete', 'a\u007fb'],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['a script', '</script><script>alert(1)</script>'],
  ['a formula', '=HYPERLINK("http://example.com","x")'],
  ['a prototype', '__proto__'],
  ['a constructor', 'constructor'],
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
const HARMFUL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** What the live line is drawn with. */
const OWN = ['\r\u001b[J', '\u001b[?7l', '\u001b[?7h\r'];

/** Nothing that was written moves the terminal, but for the live line's own returns. */
function expectHarmless(text: string) {
  expect(HARMFUL.exec(OWN.reduce((rest, own) => rest.replaceAll(own, ''), text))).toBeNull();
}

describe.each(PAYLOADS)('%s', (_, payload) => {
  const rows = 30;
  const numbers = random(3).uniform(rows, 1).toArray();
  const cells = (name: string, cell: string, label: string) =>
    `${quoted(name)},${quoted(`word ${name}`)},y\n${numbers.map(([u], i) => `${u},${quoted(i % 3 === 0 ? cell : 'w')},${quoted(i % 2 ? label : 'other')}\n`).join('')}`;
  const model = 'hostile.safetensors';

  beforeAll(async () => {
    csv('hostile.csv', cells(payload, payload, payload));
    csv('broken.csv', `${cells(payload, payload, payload)}${quoted(payload)},w,other\n`);
    csv('other.csv', cells('unlike', payload, payload));
    expect((await nn(`train hostile.csv --target y --epochs 1 --hidden 2 --model ${model}`)).code).toBe(0);
  });

  test.each([
    `train hostile.csv --target y --epochs 1 --hidden 2 --model ${model}`,
    `train hostile.csv --model ${model}`,
    `train hostile.csv --target z --model ${model}`,
    `train broken.csv --target y --model ${model}`,
    `inspect ${model}`,
    `inspect ${model} --json`,
    'train hostile.csv --target y --print-config',
    `evaluate ${model} hostile.csv --json`,
    `predict ${model} hostile.csv --probabilities --json`,
    `evaluate ${model} hostile.csv`,
    `evaluate ${model} broken.csv`,
    `predict ${model} hostile.csv --probabilities`,
    `predict ${model} other.csv`,
    'tune hostile.csv --target y --trials 1 --budget 1 --hidden 2 --restart',
  ])('nn %s says it without harm', async (args) => {
    const terminals = [
      [100, args],
      [30, `${args} --lang zh`],
    ] as const;
    for (const [columns, call] of terminals) {
      const { out, err } = await nnOnTerminal(columns, call, { NO_COLOR: '1' });
      expectHarmless(err);
      expectHarmless(out);
      expect(err).not.toMatch(/^\s+at /m);
    }
  });

  test('as a name on the command line', async () => {
    for (const args of [
      ['train', payload, '--target', 'y'],
      ['train', 'hostile.csv', '--target', `${payload}?`],
      ['train', 'hostile.csv', '--target', 'y', '--hidden', payload],
      [payload],
      ['predict', payload, payload],
      ['inspect', payload],
      ['train', 'hostile.csv', `--${payload}`],
    ]) {
      const { code, out, err } = await nn('', ...args.map((arg) => arg.replaceAll('\u0000', '')));
      expect(code).toBeGreaterThan(0);
      expectHarmless(out + err);
      expect(err).not.toContain('inside nn');
    }
  });

  test('in a file, labels stay what they are', async () => {
    const { out } = await nn(`predict ${model} hostile.csv --json`);
    const { predictions, classes } = JSON.parse(out);
    expect(classes).toContain(payload.trim());
    for (const prediction of predictions) expect(classes).toContain(prediction);
  });
});
