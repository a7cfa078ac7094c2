import { pow } from '@nn/formula';
import { random, reference } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { activation, dense, dropout, load, ModelFileError, network, relu, save, softmax } from '../src/index.js';

const cube = activation('cube', (x) => pow(x, 3));
const make = () =>
  network({
    inputs: 5,
    layers: [dense(4, relu), dropout(0.1), dense(6, cube, { bias: false }), dense(3, softmax)],
    seed: 9,
  });

describe('a model file', () => {
  test('gives the network back: every weight, custom activations, pipeline and metadata', () => {
    const model = make();
    const x = random(1).normal(7, 5);
    const {
      model: again,
      pipeline,
      metadata,
    } = load(save(model, { pipeline: { target: '__proto__' }, metadata: { epochs: 3 } }));
    expect(again.predict(x).toArray()).toEqual(model.predict(x).toArray());
    expect(again.parameters.map((p) => p.name)).toEqual([
      'layers.0.weight',
      'layers.0.bias',
      'layers.2.weight',
      'layers.3.weight',
      'layers.3.bias',
    ]);
    expect(pipeline).toEqual({ target: '__proto__' });
    expect(metadata).toEqual({ epochs: 3 });
    expect(save(again, { pipeline, metadata })).toEqual(save(model, { pipeline, metadata }));
  });

  test('keeps double precision', () => {
    const model = network({ inputs: 2, layers: [dense(2)], backend: reference({ dtype: 'f64' }) });
    const { model: again } = load(save(model));
    expect(again.backend.dtype).toBe('f64');
    expect([...again.memory.copy()]).toEqual([...model.memory.copy()]);
  });

  test('is a .safetensors file: length, JSON header, numbers', () => {
    const bytes = save(make());
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    expect(header['layers.0.weight']).toEqual({ dtype: 'F32', shape: [5, 4], data_offsets: [0, 80] });
    expect((8 + length) % 8).toBe(0);
    const first = new DataView(bytes.buffer).getFloat32(8 + length, true);
    expect(first).toBe(make().parameters[0]!.get().at(0, 0));
  });

  test('cut off anywhere is refused, and says so', () => {
    const bytes = save(make());
    for (let n = 0; n < bytes.length; n += 1) {
      expect(() => load(bytes.subarray(0, n)), `${n} bytes`).toThrow(ModelFileError);
    }
    expect(() => load(bytes.subarray(0, bytes.length - 4))).toThrow('truncated');
    expect(() => load(new TextEncoder().encode('sepal_length,sepal_width\n5.1,3.5\n'))).toThrow(
      'not a readable .safetensors file',
    );
  });

  test('with a layer, a size or a version that does not fit is refused with its name', () => {
    const edit = (change: (nn: Record<string, unknown>) => void) => {
      const bytes = save(make());
      const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
      const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
      const nn = JSON.parse(header.__metadata__.nn);
      change(nn);
      header.__metadata__.nn = JSON.stringify(nn);
      const text = new TextEncoder().encode(JSON.stringify(header));
      const edited = new Uint8Array(8 + text.length + bytes.length - 8 - length);
      new DataView(edited.buffer).setBigUint64(0, BigInt(text.length), true);
      edited.set(text, 8);
      edited.set(bytes.subarray(8 + length), 8 + text.length);
      return edited;
    };
    // biome-ignore lint/suspicious/noExplicitAny: edits of JSON
    const layer = (nn: any, i: number) => nn.layers[i];
    expect(() =>
      load(
        edit((nn) => {
          nn.version = 99;
        }),
      ),
    ).toThrow('version 99');
    expect(() =>
      load(
        edit((nn) => {
          layer(nn, 0).kind = 'conv9d';
        }),
      ),
    ).toThrow("layer 0 is a 'conv9d'; known: activate, ");
    expect(() =>
      load(
        edit((nn) => {
          layer(nn, 0).config.units = 1e9;
        }),
      ),
    ).toThrow("tensor 'layers.0.weight' is 5 x 4; its layer needs 5 x 1000000000");
    expect(() =>
      load(
        edit((nn) => {
          layer(nn, 2).config.bias = true;
        }),
      ),
    ).toThrow("tensor 'layers.2.bias' (1 x 6) is missing");
    expect(() =>
      load(
        edit((nn) => {
          layer(nn, 0).activation.formula = { nonsense: 1 };
        }),
      ),
    ).toThrow(ModelFileError);
  });
});
