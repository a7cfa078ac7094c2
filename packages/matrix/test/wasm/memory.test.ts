import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { Region } from '../../src/backend.js';
import type { Step } from '../../src/plan.js';
import { wasm } from '../../src/wasm/index.js';
import { engineMemory } from '../../src/wasm/memory.js';
import { identity, noise } from '../support/case.js';

describe('the memory of the engine', () => {
  test('gives places that are aligned, zero, and apart from each other', () => {
    const memory = engineMemory({ shared: false });
    const live = new Map<number, number>();
    const random = noise(1);
    for (let step = 0; step < 2000; step++) {
      const chance = Math.abs(random(step));
      if (chance < 1.3 && live.size > 0) {
        const address = [...live.keys()][Math.floor(chance * 1e4) % live.size]!;
        memory.free(address);
        live.delete(address);
        continue;
      }
      const bytes = Math.floor(chance ** 8);
      const address = memory.allocate(bytes);
      expect(address % 64).toBe(0);
      for (const [from, length] of live) expect(address + bytes <= from || from + length <= address).toBe(true);
      const place = new Uint8Array(memory.memory.buffer, address, bytes);
      expect(place.every((x) => x === 0)).toBe(true);
      place.fill(255);
      live.set(address, bytes);
    }
    for (const address of live.keys()) memory.free(address);
    // All gaps are joined again: nearly all of it can be had at once, without growing.
    const { byteLength } = memory.memory.buffer;
    memory.allocate(byteLength - 256);
    expect(memory.memory.buffer.byteLength).toBe(byteLength);
  });

  test('says what was asked for where there is not enough', () => {
    const memory = engineMemory({ shared: false });
    const before = memory.allocate(100);
    expect(() => memory.allocate(2 ** 32)).toThrow(/out of memory: 42949\d+ bytes .* 4294967296/);
    expect(memory.allocate(100)).not.toBe(before);
  });
});

describe('regions', () => {
  const backend = wasm();
  const size = (region: Region) => region.view().buffer.byteLength;

  test('are zero, and readable through a view of their own', () => {
    const region = backend.region(7);
    expect([...region.view()]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    region.view(2, 3).set([1, 2, 3]);
    expect([...region.view()]).toEqual([0, 0, 1, 2, 3, 0, 0]);
    expect(backend.region(0).view()).toHaveLength(0);
  });

  test('stay where they are for a program while the memory grows', () => {
    const [from, to] = [backend.region(5), backend.region(5)];
    const buffer = (region: Region) => ({ region, offset: 0, rows: 1, cols: 5 });
    const copy: Step = {
      ...{ kind: 'map', rows: 1, cols: 5, body: identity, results: [0] },
      ...{ operands: [buffer(from)], outputs: [buffer(to)] },
    };
    const program = backend.program([copy]);
    from.view().set([1, 2, 3, 4, 5]);
    program.run(0);
    const before = size(from);
    const large = backend.region(before / 4);
    expect(size(large)).toBeGreaterThan(before);
    expect([...to.view()]).toEqual([1, 2, 3, 4, 5]);
    from.view().set([6], 2);
    program.run(0);
    expect([...to.view()]).toEqual([1, 2, 6, 4, 5]);
  });

  test('are used again when nothing refers to them, and not before', async () => {
    setFlagsFromString('--expose-gc');
    const gc = runInNewContext('gc') as () => void;
    const kept = backend.region(1000);
    kept.view().fill(7);
    // A program keeps the regions of its steps.
    const steps = (): Step[] => {
      const place = () => ({ region: backend.region(1000), offset: 0, rows: 1, cols: 1000 });
      const body = { operands: 0, code: [{ op: 'constant', args: [], value: 3 }] } as const;
      const first = place();
      return [
        { kind: 'map', rows: 1, cols: 1000, body, operands: [], results: [0], outputs: [first] },
        {
          ...{ kind: 'map', rows: 1, cols: 1000, body: identity, results: [0] },
          ...{ operands: [first], outputs: [{ region: kept, offset: 0, rows: 1, cols: 1000 }] },
        },
      ];
    };
    const program = backend.program(steps());
    const million = 2 ** 20;
    for (let i = 0; i < 60; i++) {
      backend
        .region(4 * million)
        .view()
        .fill(-1);
      gc();
      await new Promise((resolve) => setTimeout(resolve));
    }
    // 60 times 16 MB went by.
    expect(size(kept)).toBeLessThan(300 * million);
    expect(kept.view().every((x) => x === 7)).toBe(true);
    program.run(0);
    expect(kept.view().every((x) => x === 3)).toBe(true);
  });

  test('of another backend are refused', () => {
    const region = { length: 1, view: () => new Float32Array(1), free: () => {} };
    const outputs = [{ region, offset: 0, rows: 1, cols: 1 }];
    const step: Step = { kind: 'map', rows: 1, cols: 1, body: identity, operands: outputs, results: [0], outputs };
    expect(() => backend.program([step])).toThrow('another backend');
  });
});
