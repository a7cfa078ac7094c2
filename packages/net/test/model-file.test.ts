import { pow } from '@nn/formula';
import { type Matrix, random, reference } from '@nn/matrix';
import { describe, expect, test } from 'vitest';
import { activation, dense, dropout, load, ModelFileError, network, relu, save, softmax } from '../src/index.js';
import { crc32 } from '../src/model-file/crc32.js';
import { readTensors, seal, writeTensors } from '../src/model-file/safetensors.js';
import { edited } from './edited.js';

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
    const edit = (change: (nn: Record<string, unknown>) => void) => edited(save(make()), change);
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

describe('the checksum', () => {
  test('is that of zip and zlib', () => {
    // The check value of every table of CRCs (Cook: Catalogue of parametrised CRC algorithms), and zlib's.
    const text = new TextEncoder().encode('123456789');
    expect(crc32(text)).toBe(0xcbf43926);
    expect(crc32(text.subarray(4), crc32(text.subarray(0, 4)))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  test('no byte can change, wherever it stands and whatever it becomes', () => {
    const bytes = save(network({ inputs: 2, layers: [dense(2, relu)] }));
    const changed = bytes.slice();
    for (let at = 0; at < bytes.length; at++) {
      for (const flip of [1, 2, 4, 8, 16, 32, 64, 128, 255, 0x20]) {
        changed[at] = bytes[at]! ^ flip;
        expect(() => load(changed), `byte ${at} by ${flip}`).toThrow(ModelFileError);
      }
      changed[at] = bytes[at]!;
    }
    expect(load(changed).model.inputs).toBe(2);
  });

  test('what is wrong is said', () => {
    const bytes = save(make());
    const changed = bytes.slice();
    changed[bytes.length - 1]! ^= 1;
    expect(() => load(changed)).toThrow(
      /^this model file is damaged: its bytes have the checksum [0-9a-f]{8}, it was written with [0-9a-f]{8}; copy or save it again$/,
    );
    const text = new TextDecoder('latin1').decode(bytes);
    const spaced = text.replace('":{"dtype"', '": {"dtype"').replace('}}  ', '}} ');
    expect(spaced).toHaveLength(text.length);
    expect(() => load(seal(Uint8Array.from(spaced, (c) => c.charCodeAt(0))))).toThrow(
      'the header of this model file is not written as nn writes it; save it by nn again',
    );
    const without = Uint8Array.from(text.replace('"checksum"', '"check-it"'), (c) => c.charCodeAt(0));
    expect(() => load(without)).toThrow(
      'this model file has no checksum in its header: it was written anew by another program; save it by nn again',
    );
  });

  test.each(['0', '1', '', '__proto__', 'constructor', 'ü\u0000"\\', '__metadata'])(
    'a tensor may be called %j',
    (name) => {
      const tensors = new Map<string, Matrix>([
        ['first', random(1).normal(2, 3)],
        [name, random(2).normal(1, 2)],
        ['7', random(3).normal(3, 1)],
      ]);
      const read = readTensors(writeTensors({ tensors, metadata: { nn: '{}' } }));
      expect([...read.tensors.keys()]).toEqual([...tensors.keys()]);
      expect([...read.tensors.values()].map((m) => m.toArray())).toEqual([...tensors.values()].map((m) => m.toArray()));
      expect(read.isCanonical).toBe(true);
    },
  );
});
