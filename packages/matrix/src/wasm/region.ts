import type { Region } from '../backend.js';
import type { Buffer } from '../plan.js';
import type { Engine } from './engine.js';
import { weight } from './weight.js';

export interface WasmRegion extends Region {
  readonly engine: Engine;
  readonly address: number;
  readonly weight: ArrayBuffer | undefined;
}

/** What is given back to the memory when the object that it belongs to is gone. */
const returns = /* @__PURE__ */ new FinalizationRegistry<{ engine: Engine; addresses: Set<number> }>(
  ({ engine, addresses }) => {
    for (const address of addresses) engine.free(address);
  },
);

/** Memory that lives as long as `owner`. */
export function allocateFor(owner: object, engine: Engine) {
  const addresses = new Set<number>();
  const weights = new Map<number, ArrayBuffer | undefined>();
  returns.register(owner, { engine, addresses }, owner);
  return {
    allocate: (bytes: number): number => {
      const address = engine.allocate(bytes);
      addresses.add(address);
      weights.set(address, weight(bytes));
      return address;
    },
    free: (address: number): void => {
      addresses.delete(address);
      weights.delete(address);
      engine.free(address);
    },
    freeAll: (): void => {
      returns.unregister(owner);
      for (const address of addresses) engine.free(address);
      weights.clear();
    },
  };
}

/** Memory for `length` floats. */
export function region(engine: Engine, length: number): WasmRegion {
  const address = engine.allocate(4 * length);
  const at = (offset: number, count: number) => new Float32Array(engine.buffer(), address + 4 * offset, count);
  let whole = at(0, length);
  const made: WasmRegion = {
    length,
    engine,
    address,
    weight: weight(4 * length),
    view: (offset = 0, count = length - offset) => {
      if (offset < 0 || count < 0 || offset + count > length) {
        throw new RangeError(`view: ${count} elements from ${offset} are not all in a region of ${length}`);
      }
      if (count < length) return at(offset, count);
      // Memory that grows leaves old arrays behind; until then the one of the whole region serves again and again.
      if (whole.buffer !== engine.buffer()) whole = at(0, length);
      return whole;
    },
    free: () => {
      returns.unregister(made);
      engine.free(address);
    },
  };
  returns.register(made, { engine, addresses: new Set([address]) }, made);
  return made;
}

/** The address of a buffer in the memory of an engine. Throws TypeError where it is in another. */
export const addressIn =
  (engine: Engine) =>
  ({ region: r, offset }: Buffer): number => {
    if ((r as Partial<WasmRegion>).engine !== engine) {
      throw new TypeError('program: a buffer is in a region of another backend, or of one with other settings');
    }
    return (r as WasmRegion).address + 4 * offset;
  };
