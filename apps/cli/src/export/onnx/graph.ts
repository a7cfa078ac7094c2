import { bytes, integer, joined, type Message, message, text } from './protobuf.js';

// The numbers of fields and types are those of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).

/** The types of tensors. */
export const types = { float: 1, int32: 6, int64: 7, string: 8, bool: 9, double: 11 } as const;
export type Type = keyof typeof types;

/** Numbers, or texts, that are part of the model. */
export type Content = Float32Array | Float64Array | Int32Array | BigInt64Array | readonly string[];

const typeOf = (content: Content): Type =>
  content instanceof Float32Array
    ? 'float'
    : content instanceof Float64Array
      ? 'double'
      : content instanceof Int32Array
        ? 'int32'
        : content instanceof BigInt64Array
          ? 'int64'
          : 'string';

/** A tensor that comes in or goes out: its sizes, of which 'batch' is any. */
export interface Port {
  readonly name: string;
  readonly type: Type;
  readonly dims: readonly (number | string)[];
  /** What it is, for people. */
  readonly about: string;
}

type Attribute = number | readonly number[] | readonly string[];

/** A model of ONNX as it grows; tensors go by their names. */
export interface Graph {
  /** A tensor of the model's own; gives its name. */
  tensor(name: string, dims: readonly number[], content: Content): string;
  /** The same, by a name that is made for it. */
  constant(dims: readonly number[], content: Content): string;
  /** What an operator makes of tensors, by a name that is made for it. */
  node(op: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>): string;
  /** The same, by this name. */
  named(name: string, op: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>): string;
  /** The whole as the bytes of an .onnx file. */
  file(about: GraphFile): Uint8Array;
}

/** What a file says beside what is computed. */
export interface GraphFile {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly about: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The version of the format, and of the operators: those of ONNX 1.13 (2022). */
const IR_VERSION = 8;
export const OPSET = 18;
/** Operators that read words stand in a domain of their own. */
const ML = 'ai.onnx.ml';
const ML_OPSET = 3;
const ofML = new Set(['LabelEncoder', 'OneHotEncoder']);

function attribute(name: string, value: Attribute): Message {
  const [INT, INTS, STRINGS] = [2, 7, 8];
  const said = (type: number, fields: readonly Message[]) => message(5, [text(1, name), ...fields, integer(20, type)]);
  if (typeof value === 'number') return said(INT, [integer(3, value)]);
  return value.some((v) => typeof v === 'string')
    ? said(
        STRINGS,
        value.map((v) => text(9, v as string)),
      )
    : said(
        INTS,
        value.map((v) => integer(8, v as number)),
      );
}

function tensorOf(name: string, dims: readonly number[], content: Content): Message {
  const held = ArrayBuffer.isView(content)
    ? [bytes(9, new Uint8Array(content.buffer, content.byteOffset, content.byteLength))]
    : content.map((value) => text(6, value));
  return message(5, [...dims.map((d) => integer(1, d)), integer(2, types[typeOf(content)]), text(8, name), ...held]);
}

function port(field: number, { name, type, dims, about }: Port): Message {
  const sizes = dims.map((d) => message(1, [typeof d === 'number' ? integer(1, d) : text(2, d)]));
  const tensorType = message(1, [integer(1, types[type]), message(2, sizes)]);
  return message(field, [text(1, name), message(2, [tensorType]), text(3, about)]);
}

/** An empty graph. */
export function graph(): Graph {
  const nodes: Message[] = [];
  const tensors = new Map<string, Message>();
  let usesML = false;
  const made: Graph = {
    tensor: (name, dims, content) => {
      tensors.set(name, tensorOf(name, dims, content));
      return name;
    },
    constant: (dims, content) => made.tensor(`constant_${tensors.size}`, dims, content),
    node: (op, inputs, attributes) => made.named(`${op}_${nodes.length}`, op, inputs, attributes),
    named: (name, op, inputs, attributes = {}) => {
      usesML ||= ofML.has(op);
      const fields = [
        ...inputs.map((input) => text(1, input)),
        text(2, name),
        text(3, name),
        text(4, op),
        ...Object.entries(attributes).map(([key, value]) => attribute(key, value)),
        ...(ofML.has(op) ? [text(7, ML)] : []),
      ];
      nodes.push(message(1, fields));
      return name;
    },
    file: ({ inputs, outputs, about, metadata }) =>
      joined([
        integer(1, IR_VERSION),
        text(2, 'nn'),
        text(6, about),
        message(7, [
          ...nodes,
          text(2, 'network'),
          ...tensors.values(),
          ...inputs.map((of) => port(11, of)),
          ...outputs.map((of) => port(12, of)),
        ]),
        message(8, [text(1, ''), integer(2, OPSET)]),
        ...(usesML ? [message(8, [text(1, ML), integer(2, ML_OPSET)])] : []),
        ...Object.entries(metadata).map(([key, value]) => message(14, [text(1, key), text(2, value)])),
      ]),
  };
  return made;
}
