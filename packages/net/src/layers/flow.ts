import type { Dim } from '@nn/matrix';
import type { SampleShape } from './shape.js';

/** How the shape of a sample goes through a layer, in types: `out` is computed from `this['in']`. Sizes that are not literal are `any`, which fits all. */
export interface Flow {
  readonly in: unknown;
  readonly out: unknown;
}

/** Of a layer that does not say what it does to shapes. */
export interface AnyFlow extends Flow {
  // biome-ignore lint/suspicious/noExplicitAny: a shape that is not known fits every shape
  readonly out: any;
}

/** What comes in goes out in the same shape. */
export interface SameFlow extends Flow {
  readonly out: this['in'];
}

/** This shape goes out, whatever comes in. */
export interface ToFlow<Shape> extends Flow {
  readonly out: Shape;
}

/** Images become images of so many channels. */
export interface ImageFlow<Channels> extends Flow {
  readonly out: OfImage<this['in'], readonly [Unknown, Unknown, Channels]>;
}

/** Images become smaller images of the same channels. */
export interface PooledFlow extends Flow {
  readonly out: OfImage<this['in'], readonly [Unknown, Unknown, LastOf<this['in']>]>;
}

/** Images become one number for each channel. */
export interface ChannelsFlow extends Flow {
  readonly out: OfImage<this['in'], LastOf<this['in']>>;
}

/** Each number becomes so many. */
export interface EmbeddedFlow<Features> extends Flow {
  readonly out: readonly [Columns<this['in']>, Features];
}

/** The shape stays as it is, or is not known. */
export interface FlatFlow extends Flow {
  readonly out: Columns<this['in']>;
}

/** What comes in is added to what comes out of layers: only one shape can be. */
export interface ResidualFlow<Layers extends readonly unknown[]> extends Flow {
  readonly out: Added<this['in'], OutputsOf<this['in'], Layers>>;
}

/** What a layer says where it cannot take a shape. */
export interface Mismatch<Text extends string> {
  readonly mismatch: Text;
}

// biome-ignore lint/suspicious/noExplicitAny: a size that is not known fits every size
type Unknown = any;
type IsUnknown<T> = 0 extends 1 & T ? true : false;

/** How many columns a sample of a shape has, where that is a literal number. */
export type Columns<Shape> = IsUnknown<Shape> extends true ? Unknown : Shape extends number ? Dim<Shape> : Unknown;

/** A shape as a literal one, where it is. */
export type Literal<Shape extends SampleShape> = Shape extends number
  ? Dim<Shape>
  : Shape extends readonly number[]
    ? number extends Shape['length']
      ? Unknown
      : Shape
    : Unknown;

type LastOf<Shape> =
  IsUnknown<Shape> extends true ? Unknown : Shape extends readonly [...unknown[], infer Last] ? Last : Unknown;

type Shown<Shape> = Shape extends number
  ? `${Shape} numbers come`
  : Shape extends readonly [infer A extends number, infer B extends number, infer C extends number]
    ? `${A} x ${B} x ${C} comes`
    : Shape extends readonly [infer A extends number, infer B extends number]
      ? `${A} x ${B} comes`
      : 'another shape comes';

/** `Out`, where images come in. */
type OfImage<In, Out> =
  IsUnknown<In> extends true
    ? Out
    : In extends readonly [unknown, unknown, unknown]
      ? Out
      : Mismatch<`this layer takes images [height, width, channels], and ${Shown<In>} to it: say network({ inputs: [28, 28, 1], … }), or put reshape([…]) before it`>;

type Added<In, Out> =
  IsUnknown<In> extends true
    ? Out
    : IsUnknown<Out> extends true
      ? In
      : Out extends Mismatch<string>
        ? Out
        : [Out, In] extends [In, Out]
          ? In
          : Mismatch<`residual adds what comes in to what its layers give, and ${Shown<In>} in where ${Shown<Out>} out: make the last of them as large as what comes in`>;

type FlowOf<Layer> = [Layer] extends [never]
  ? AnyFlow
  : Layer extends { readonly flow?: infer F | undefined }
    ? F extends Flow
      ? F
      : AnyFlow
    : AnyFlow;
type Through<F extends Flow, In> = (F & { readonly in: In })['out'];

/** What comes out of layers one behind the other. */
export type OutputsOf<In, Layers extends readonly unknown[]> = Layers extends readonly [infer First, ...infer Rest]
  ? OutputsOf<Through<FlowOf<First>, In>, Rest>
  : Layers extends readonly []
    ? In
    : Unknown;

/** Layers as they are; in the place of one that cannot take what comes to it, what is wrong. */
export type Fitting<In, Layers extends readonly unknown[]> = Layers extends readonly [infer First, ...infer Rest]
  ? Through<FlowOf<First>, In> extends infer Out
    ? IsUnknown<Out> extends true
      ? readonly [First, ...Fitting<Unknown, Rest>]
      : Out extends Mismatch<infer Text>
        ? readonly [Text, ...Rest]
        : readonly [First, ...Fitting<Out, Rest>]
    : never
  : Layers;
