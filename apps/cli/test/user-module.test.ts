import { symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { openModule } from '../src/training/user-module.js';
import { ownFolder } from './support/command.js';

ownFolder();

beforeAll(() => symlinkSync(fileURLToPath(new URL('../node_modules', import.meta.url)), 'node_modules'));

let count = 0;
/** Writes a module that has a setup to export; gives its name, which is a new one each time, since modules are kept. */
function write(text: string, ending = 'mjs'): string {
  const name = `module${count++}.${ending}`;
  writeFileSync(
    name,
    `import { network, dense, softmax } from '@nn/net';
import { meanSquaredError } from '@nn/loss';
import { adam } from '@nn/optim';
import { matrix } from '@nn/matrix';
const model = network({ inputs: 2, layers: [dense(3)] });
const [x, t, loss] = [[[1, 2], [3, 4]], [[1, 0, 0], [0, 0, 1]], meanSquaredError()];
${text}`,
  );
  return name;
}
const all = 'model, x, t, loss';

describe('a module of the user', () => {
  test('exports by name', async () => {
    const setup = await openModule(write(`export { ${all} };`));
    expect(setup.model.inputs).toBe(2);
    expect(setup.x.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(setup.t.cols).toBe(3);
    expect(setup.loss.name).toBe('meanSquaredError');
    expect(Object.keys(setup)).toEqual(['model', 'x', 't', 'loss']);
  });

  test('exports an object, or a function that gives one, at once or later', async () => {
    for (const text of [
      `export default { ${all}, epochs: 7 };`,
      `export default () => ({ ${all}, epochs: 7 });`,
      `export default async () => ({ ${all}, epochs: 7 });`,
    ]) {
      expect((await openModule(write(text))).epochs).toBe(7);
    }
  });

  test('may say how it is trained, and what it is judged by', async () => {
    const setup = await openModule(
      write(
        `const validation = { x: matrix([[5, 6]]), t: Int32Array.of(2) };
        export default { ${all}, validation, optimizer: adam(), batchSize: 'all', epochs: 3 };`,
      ),
    );
    expect(setup.validation?.t.toArray()).toEqual([[0, 0, 1]]);
    expect(setup.optimizer?.name).toBe('adam');
    expect(setup.batchSize).toBe('all');
  });

  test('in TypeScript, where it is loaded', async () => {
    expect((await openModule(write(`const n: number = 4; export default { ${all}, epochs: n };`, 'ts'))).epochs).toBe(
      4,
    );
  });
});

describe('is refused where', () => {
  const refused = async (path: string) =>
    openModule(path).then(
      () => 'nothing',
      (error: Error) => `${error.name}: ${error.message}`,
    );

  test('it is not there', async () => {
    writeFileSync('setup.mjs', '');
    expect(await refused('setp.mjs')).toBe(
      "CommandError: setp.mjs: cannot be read: there is no such file; did you mean 'setup.mjs'?",
    );
  });

  test.each<[string, string, string]>([
    ['it throws', "throw new Error('no data today');", ': failed while it was loaded: no data today'],
    [
      'its function throws',
      "export default () => { throw new TypeError('no model'); };",
      ': failed while it was loaded: no model',
    ],
    ['it throws what is no error', "throw 'a word';", ': failed while it was loaded: a word'],
    [
      'all is missing',
      '',
      ': expected exports model, x, t and loss, or a default export of an object with them; missing: model, x, t, loss',
    ],
    [
      'a name is misspelled',
      'export { x, t, loss, model as modle };',
      ": expected exports model, x, t and loss, or a default export of an object with them; missing: model (there is 'modle')",
    ],
    [
      'the model is none',
      `export default { ${all}, model: 3 };`,
      ': model: expected a network, as network({ … }) makes it, got 3',
    ],
    [
      'the loss is a function that makes one',
      `export default { ${all}, loss: meanSquaredError };`,
      ': loss: expected a loss such as crossEntropy(), got a function',
    ],
    [
      'the optimizer is a name',
      `export default { ${all}, optimizer: 'adam' };`,
      ": optimizer: expected an optimizer such as adam(), got 'adam'",
    ],
    [
      'the batch size is none',
      `export default { ${all}, batchSize: 0 };`,
      ": batchSize: expected a whole number from 1, or 'all', got 0",
    ],
    [
      'the epochs are none',
      `export default { ${all}, epochs: 1.5 };`,
      ': epochs: expected a whole number from 1, got 1.5',
    ],
    [
      'validation is a part',
      `export default { ${all}, validation: 0.2 };`,
      ': validation: expected samples { x, t }, got 0.2',
    ],
    [
      'samples are numbers',
      `export default { ${all}, x: [1, 2] };`,
      ': x: expected a matrix or rows of numbers, got [1, 2]',
    ],
    [
      'rows are ragged',
      `export default { ${all}, x: [[1, 2], [3]] };`,
      ': x: matrix: row 1 has 1 numbers, row 0 has 2; every row needs the same count',
    ],
    [
      'x has too few columns',
      `export default { ${all}, x: [[1], [2]] };`,
      ': x is 2 x 1, but the network takes 2 columns',
    ],
    [
      't has too many',
      `export default { ${all}, t: [[1, 2, 3, 4]] };`,
      ': t is 1 x 4, but the network gives 3 columns',
    ],
    [
      'there is a target too few',
      `export default { ${all}, t: [[1, 2, 3]] };`,
      ': x has 2 rows and t 1; expected one target for each sample',
    ],
    [
      'there are no samples',
      `export default { ${all}, x: matrix([[1, 2]]), t: { rows: 0, cols: 3, data: new Float32Array(0) } };`,
      ': x has 1 rows and t 0; expected one target for each sample',
    ],
    ['a class is not there', `export default { ${all}, t: Int32Array.of(0, 3) };`, ': t: '],
    [
      'a number is none',
      `export default { ${all}, x: [[1, NaN], [3, 4]] };`,
      ': x: row 0, column 1 is NaN; expected a finite number',
    ],
    [
      'validation does not fit',
      `export default { ${all}, validation: { x: [[1]], t: [[1, 2, 3]] } };`,
      ': validation.x is 1 x 1, but the network takes 2 columns',
    ],
  ])('%s', async (_, text, message) => {
    const path = write(text);
    expect(await refused(path)).toContain(`CommandError: ${path}${message}`);
  });
});
