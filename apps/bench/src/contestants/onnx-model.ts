import type { Form } from '../jobs.js';
import { readWeights } from './numbers.js';

/** Protocol buffers, as much of them as a model needs: a field is its number and a whole number, a text, bytes or fields. */
type Value = number | string | Uint8Array | readonly Field[];
type Field = readonly [number: number, value: Value];

function varint(n: number): number[] {
  return n < 128 ? [n] : [(n & 127) | 128, ...varint(Math.floor(n / 128))];
}

function encode(fields: readonly Field[]): Uint8Array {
  const parts = fields.flatMap(([number, value]): Uint8Array[] => {
    if (typeof value === 'number') return [Uint8Array.from([...varint(number * 8), ...varint(value)])];
    const bytes =
      typeof value === 'string' ? new TextEncoder().encode(value) : value instanceof Uint8Array ? value : encode(value);
    return [Uint8Array.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes];
  });
  return new Uint8Array(Buffer.concat(parts));
}

const FLOAT = 1;

const tensor = (name: string, dims: readonly number[], { buffer, byteOffset, byteLength }: Float32Array): Field[] => [
  ...dims.map((d): Field => [1, d]),
  [2, FLOAT],
  [8, name],
  [9, new Uint8Array(buffer, byteOffset, byteLength)],
];

const node = (operator: string, inputs: readonly string[], output: string): Field[] => [
  ...inputs.map((name): Field => [1, name]),
  [2, output],
  [4, operator],
];

/** A table of any number of rows. */
const table = (name: string, cols: number): Field[] => {
  const shape: Field[] = [
    [1, [[2, 'rows']]],
    [1, [[1, cols]]],
  ];
  return [
    [1, name],
    [
      2,
      [
        [
          1,
          [
            [1, FLOAT],
            [2, shape],
          ],
        ],
      ],
    ],
  ];
};

const operators = { relu: 'Relu', sigmoid: 'Sigmoid', softmax: 'Softmax', tanh: 'Tanh' };

/** A network as an ONNX file: it takes `x` and gives `y`. Field numbers are those of onnx.proto. */
export function onnxModel(form: Form): Uint8Array {
  const { sizes, hidden, output } = form;
  const layers = readWeights(form);
  const nodes = layers.flatMap((_, k) => {
    const last = k === layers.length - 1;
    return [
      node('Gemm', [k === 0 ? 'x' : `y${k - 1}`, `w${k}`, `b${k}`], `z${k}`),
      node(operators[last ? output : hidden], [`z${k}`], last ? 'y' : `y${k}`),
    ];
  });
  const tensors = layers.flatMap(({ inputs, outputs, weight, bias }, k) => [
    tensor(`w${k}`, [inputs, outputs], weight),
    tensor(`b${k}`, [outputs], bias),
  ]);
  const graph: Field[] = [
    ...nodes.map((n): Field => [1, n]),
    [2, 'network'],
    ...tensors.map((t): Field => [5, t]),
    [11, table('x', sizes[0]!)],
    [12, table('y', sizes.at(-1)!)],
  ];
  return encode([
    [1, 8],
    [7, graph],
    [8, [[2, 13]]],
  ]);
}
