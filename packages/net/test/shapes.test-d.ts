/** Literal sizes flow from data through layers to target and prediction: what compiles, what does not, and that unknown sizes never get in the way. */
import { meanSquaredError } from '@nn/loss';
import { add, fromData, identity, type Matrix, matmul, matrix, mul, sub, sumCols, transpose, zeros } from '@nn/matrix';
import { adam } from '@nn/optim';
import { expectTypeOf } from 'vitest';
import {
  activate,
  avgPool2d,
  batchNorm,
  checkGradients,
  conv2d,
  dense,
  dropout,
  embedding,
  evaluate,
  fit,
  flatten,
  globalAveragePool,
  type Layer,
  layerNorm,
  load,
  maxPool2d,
  type Network,
  network,
  parallel,
  prelu,
  relu,
  reshape,
  residual,
  type SampleShape,
  softmax,
  steps,
  trace,
} from '../src/index.js';

// biome-ignore-start lint/suspicious/noExplicitAny: what a size is where it is not known
type Some = any;
// biome-ignore-end lint/suspicious/noExplicitAny: what a size is where it is not known
declare const n: number;
declare const shape: SampleShape;
declare const list: Layer[];
declare const x784: Matrix<32, 784>;
declare const x60: Matrix<32, 60>;
declare const t10: Matrix<32, 10>;
declare const t9: Matrix<32, 9>;
declare const any: Matrix;
const options = { loss: meanSquaredError(), optimizer: adam() };

// What is known of a network (accepted 1 to 20).
const model = network({ inputs: 784, layers: [dense(30, relu), dropout(0.5), batchNorm(), dense(10, softmax)] });
expectTypeOf(model).toEqualTypeOf<Network<784, 10>>();
expectTypeOf(network({ inputs: 4, layers: [] })).toEqualTypeOf<Network<4, 4>>();
expectTypeOf(network({ inputs: 4, layers: [activate(relu), layerNorm(), prelu()] })).toEqualTypeOf<Network<4, 4>>();
expectTypeOf(network({ inputs: 4, layers: [residual([dense(8), dense(4)])] })).toEqualTypeOf<Network<4, 4>>();
expectTypeOf(network({ inputs: [28, 28, 1], layers: [conv2d(8, 3), globalAveragePool()] })).toEqualTypeOf<
  Network<Some, 8>
>();
expectTypeOf(network({ inputs: [8, 8, 3], layers: [maxPool2d(2), avgPool2d(2), globalAveragePool()] })).toEqualTypeOf<
  Network<Some, 3>
>();
expectTypeOf(network({ inputs: [9, 9, 1], layers: [conv2d(4, 3), flatten(), dense(2)] })).toEqualTypeOf<
  Network<Some, 2>
>();
expectTypeOf(network({ inputs: 12, layers: [reshape([2, 2, 3]), conv2d(5, 2), dense(1)] })).toEqualTypeOf<
  Network<12, 1>
>();
expectTypeOf(network({ inputs: 6, layers: [embedding(100, 8), dense(3)] })).toEqualTypeOf<Network<6, 3>>();
expectTypeOf(network({ inputs: 6, layers: [reshape(6), dense(3)] })).toEqualTypeOf<Network<6, 3>>();
expectTypeOf(network({ inputs: [5, 5, 2], layers: [residual([conv2d(2, 3, relu, { padding: 'same' })])] })).toExtend<
  Network<Some, Some>
>();
expectTypeOf(network({ inputs: n, layers: [dense(n), dense(3)] })).toEqualTypeOf<Network<Some, 3>>();
expectTypeOf(network({ inputs: n, layers: [conv2d(3, 3)] })).toEqualTypeOf<Network<Some, Some>>();
expectTypeOf(network({ inputs: shape, layers: [conv2d(3, 3), dense(n)] })).toEqualTypeOf<Network<Some, Some>>();
expectTypeOf(network({ inputs: 3, layers: list })).toEqualTypeOf<Network<3, Some>>();
expectTypeOf(network({ inputs: 3, layers: [...list, dense(2)] })).toExtend<Network<3, Some>>();
expectTypeOf(network({ inputs: 3, layers: [parallel([[dense(2)], []]), dense(4)] })).toEqualTypeOf<Network<3, 4>>();
const own: Layer = {
  ...{ kind: 'own', config: {}, outputs: (inputs) => inputs, parameters: () => [] },
  forward: (x) => x,
};
expectTypeOf(network({ inputs: 3, layers: [own, dense(4)] })).toEqualTypeOf<Network<3, 4>>();
expectTypeOf(network({ inputs: 3, layers: [own, conv2d(4, 2)] })).toEqualTypeOf<Network<3, Some>>();
const hidden = [dense(3), dense(4)];
expectTypeOf(network({ inputs: 3, layers: hidden })).toEqualTypeOf<Network<3, Some>>();

// What can be done with it (accepted 21 to 46).
expectTypeOf(model.predict(x784)).toEqualTypeOf<Matrix<32, 10>>();
expectTypeOf(model.predict([[1, 2]])).toEqualTypeOf<Matrix<Some, 10>>();
expectTypeOf(model.predict(any)).toEqualTypeOf<Matrix<Some, 10>>();
fit(model, x784, t10, options);
fit(model, any, any, options);
fit(model, x784, any, options);
fit(model, [[1]], [[1]], options);
fit(model, x784, Int32Array.of(1), options);
fit(model, x784, t10, { ...options, validation: { x: x784, t: t10 } });
fit(model, x784, t10, { ...options, validation: { x: any, t: Int32Array.of(1) } });
fit(model, x784, t10, { ...options, validation: 0.2 });
steps(model, x784, t10, options);
evaluate(model, x784, t10, options);
evaluate(model, any, Int32Array.of(1), options);
trace(model, x784, t10, options);
checkGradients(model, x784, t10, options);
fit(load(new Uint8Array()).model, x60, t9, options);
const untyped: Network = model;
fit(untyped, x60, t9, options);
expectTypeOf(untyped.predict(x60)).toEqualTypeOf<Matrix<32, Some>>();
const typed: Network<784, 10> = untyped;
expectTypeOf(typed.predict(x784)).toEqualTypeOf<Matrix<32, 10>>();
expectTypeOf(model.predict(matmul(zeros(5, 3), zeros(3, 784)))).toEqualTypeOf<Matrix<5, 10>>();
expectTypeOf(sub(model.predict(x784), t10)).toEqualTypeOf<Matrix<32, 10>>();
expectTypeOf(options.loss.value(model.predict(x784), t10)).toBeNumber();
expectTypeOf(options.loss.gradient(model.predict(x784), t10)).toEqualTypeOf<Matrix<32, 10>>();
expectTypeOf(add(zeros(n, 3), zeros(2, 3))).toExtend<Matrix>();
expectTypeOf(matmul(zeros(n, n), zeros(3, 4))).toExtend<Matrix>();
model.predict(fromData(1, n, new Float32Array(n)));
model.predict(matrix([[1, 2, 3]]));

// What does not compile (rejected 1 to 42).
// @ts-expect-error images are needed, numbers come
network({ inputs: 784, layers: [conv2d(8, 3)] });
// @ts-expect-error of another layer
network({ inputs: 784, layers: [dense(30), conv2d(8, 3), dense(10)] });
// @ts-expect-error after a layer that keeps the shape
network({ inputs: 784, layers: [dense(30), dropout(0.1), maxPool2d(2)] });
// @ts-expect-error pooling needs images too
network({ inputs: 784, layers: [avgPool2d(2)] });
// @ts-expect-error and so does global pooling
network({ inputs: 784, layers: [globalAveragePool()] });
// @ts-expect-error an image of two sizes has no channels
network({ inputs: [28, 28], layers: [conv2d(8, 3)] });
// @ts-expect-error what is left of an image are its channels
network({ inputs: [28, 28, 1], layers: [globalAveragePool(), conv2d(8, 3)] });
// @ts-expect-error a dense layer gives numbers
network({ inputs: [28, 28, 1], layers: [conv2d(8, 3), dense(10), maxPool2d(2)] });
// @ts-expect-error a sequence is no image
network({ inputs: 6, layers: [embedding(10, 4), conv2d(8, 3)] });
// @ts-expect-error 4 come in, 5 come out
network({ inputs: 4, layers: [residual([dense(5)])] });
// @ts-expect-error inside of two layers
network({ inputs: 4, layers: [residual([dense(4), dense(8)]), dense(2)] });
// @ts-expect-error images come in, numbers come out
network({ inputs: [4, 4, 1], layers: [residual([dense(16)])] });
// @ts-expect-error a convolution inside that takes no numbers
network({ inputs: 4, layers: [residual([conv2d(1, 3)])] });
// @ts-expect-error 60 columns for 784
model.predict(x60);
// @ts-expect-error 60 columns for 784
fit(model, x60, t10, options);
// @ts-expect-error 9 targets for 10 outputs
fit(model, x784, t9, options);
// @ts-expect-error x and t exchanged
fit(model, t10, x784, options);
// @ts-expect-error validation samples of other columns
fit(model, x784, t10, { ...options, validation: { x: x60, t: t10 } });
// @ts-expect-error validation targets of other columns
fit(model, x784, t10, { ...options, validation: { x: x784, t: t9 } });
// @ts-expect-error 60 columns for 784
steps(model, x60, t10, options);
// @ts-expect-error 9 targets for 10 outputs
steps(model, x784, t9, options);
// @ts-expect-error 60 columns for 784
evaluate(model, x60, t10, options);
// @ts-expect-error 9 targets for 10 outputs
evaluate(model, x784, t9, options);
// @ts-expect-error 60 columns for 784
trace(model, x60, t10, options);
// @ts-expect-error 9 targets for 10 outputs
checkGradients(model, x784, t9, options);
// @ts-expect-error another network
expectTypeOf<Network<784, 9>>(model).toBeObject();
// @ts-expect-error an output of 10 is no target of 9
options.loss.value(model.predict(x784), t9);
// @ts-expect-error nor has it a gradient
options.loss.gradient(model.predict(x784), t9);
// @ts-expect-error 10 and 9 columns
sub(model.predict(x784), t9);
// @ts-expect-error inner sizes 10 and 9
matmul(model.predict(x784), zeros(9, 2));
// @ts-expect-error 32 x 10 and 10 x 32
mul(model.predict(x784), transpose(model.predict(x784)));
// @ts-expect-error the sums of columns are a row of 10
add(zeros(32, 9), sumCols(model.predict(x784)));
// @ts-expect-error an identity of 9
matmul(model.predict(x784), identity(9));
// @ts-expect-error an activation is no name
dense(10, 'relu');
// @ts-expect-error nor its factory
dense(10, dropout);
// @ts-expect-error a layer is no activation
activate(dense(3));
// @ts-expect-error not in a list
network({ inputs: 4, layers: dense(3) });
// @ts-expect-error a layer is no activation, an activation no layer
network({ inputs: 4, layers: [relu] });
// @ts-expect-error a factory is no layer
network({ inputs: 4, layers: [flatten] });
// @ts-expect-error 'valid' is no padding: none is 0
conv2d(8, 3, relu, { padding: 'valid' });
// @ts-expect-error an unknown option
network({ inputs: 4, layers: [dense(3)], sead: 1 });
// @ts-expect-error class numbers are an Int32Array
fit(model, x784, [1, 2, 3], options);
