import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const head = `
import { meanSquaredError } from '@nn/loss';
import { type Matrix, matmul, zeros } from '@nn/matrix';
import { adam } from '@nn/optim';
import { activate, conv2d, dense, dropout, fit, maxPool2d, network, relu, residual } from '../src/index.js';
declare const x60: Matrix<32, 60>;
declare const x784: Matrix<32, 784>;
declare const t10: Matrix<32, 10>;
declare const t9: Matrix<32, 9>;
const options = { loss: meanSquaredError(), optimizer: adam() };
const model = network({ inputs: 784, layers: [dense(10)] });
`;

const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of these lines, each by itself, and how many types it had to make for all of them. */
function compiled(lines: readonly string[]) {
  const file = fileURLToPath(new URL('./snippet.ts', import.meta.url));
  // As most people have it: strict, and nothing beyond.
  const settings: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: ['node'], customConditions: ['@nn/source'] },
    ...{ target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext },
  };
  const host = ts.createCompilerHost(settings);
  const { getSourceFile, fileExists } = host;
  const text = head + lines.join('\n');
  host.getSourceFile = (name, ...rest) => {
    if (name === file) return ts.createSourceFile(name, text, ts.ScriptTarget.ES2023);
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, ...rest));
    return parsed.get(name);
  };
  host.fileExists = (name) => name === file || fileExists(name);
  const program = ts.createProgram([file], settings, host);
  const source = program.getSourceFile(file)!;
  const first = head.split('\n').length - 1;
  const said = lines.map(() => '');
  for (const { start, messageText } of program.getSemanticDiagnostics(source)) {
    const line = source.getLineAndCharacterOfPosition(start!).line - first;
    said[line] += ts.flattenDiagnosticMessageText(messageText, '\n');
  }
  return { said, instantiations: program.getInstantiationCount() };
}

describe('a wrong program is told what is wrong', () => {
  const cases: readonly (readonly [line: string, says: string])[] = [
    [
      'network({ inputs: 784, layers: [dense(30), conv2d(8, 3)] });',
      '\'"this layer takes images [height, width, channels], and 30 numbers come to it: say network({ inputs: [28, 28, 1], … }), or put reshape([…]) before it"\'',
    ],
    [
      'network({ inputs: [28, 28], layers: [maxPool2d(2)] });',
      'this layer takes images [height, width, channels], and 28 x 28 comes to it',
    ],
    [
      'network({ inputs: 4, layers: [residual([dense(8), dense(5)])] });',
      'residual adds what comes in to what its layers give, and 4 numbers come in where 5 numbers come out: make the last of them as large as what comes in',
    ],
    ['model.predict(x60);', "Type '60' is not assignable to type '784'."],
    ['fit(model, x784, t9, options);', "Type '9' is not assignable to type '10'."],
    [
      'fit(model, x784, t10, { ...options, optimizer: adam });',
      "Type '(options?: AdamOptions) => Optimizer' is not assignable to type 'Optimizer | SearchingOptimizer'.",
    ],
    ['fit(model, x784, t10, { ...options, epoch: 3 });', "'epoch' does not exist in type 'FitOptions<784, 10>'"],
    ["dense(10, 'relu');", "Argument of type 'string' is not assignable to parameter of type 'Activation'"],
    [
      'network({ inputs: 4, layers: [relu] });',
      "Type 'Activation' is missing the following properties from type 'Layer",
    ],
    ['matmul(zeros(2, 3), zeros(4, 5));', "Type '4' is not assignable to type '3'."],
  ];
  const { said } = compiled(cases.map(([line]) => line));

  test.each(cases.map(([line, says], i) => [line, says, said[i]!]))('%s', (_, says, found) => {
    expect(found).toContain(says);
  });

  test('and a right one nothing', () => {
    const right = [
      'fit(model, x784, t10, options);',
      'network({ inputs: 4, layers: [activate(relu), dropout(0.2)] });',
    ];
    expect(compiled(right).said).toEqual(['', '']);
  });
});

// Measured: 1,900 instantiations for twenty layers beside 35,000 for the packages themselves, some milliseconds.
test('twenty layers are twice the work of ten', () => {
  const work = (layers: number) => {
    const list = Array.from({ length: layers }, (_, i) => `dense(${i + 1}, relu)`);
    const { said, instantiations } = compiled([`network({ inputs: 3, layers: [${list}] });`]);
    expect(said).toEqual(['']);
    return instantiations;
  };
  const none = work(0);
  const [ten, twenty] = [work(10) - none, work(20) - none];
  expect(twenty).toBeLessThan(3 * ten);
});
