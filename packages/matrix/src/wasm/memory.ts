import { MAX_PAGES } from './assembler/module.js';

/** Places are multiples of a cache line. */
const ALIGN = 64;
const PAGE = 65536;
const FIRST_PAGES = 16;
/** A vector may be read up to this many bytes behind the end of a place. */
const PADDING = 32;

/** One WebAssembly memory for all networks, grown as needed (a browser allows only a hundred or so memories). */
export interface EngineMemory {
  readonly memory: WebAssembly.Memory;
  /** The memory's buffer: another one whenever it has grown. (To ask the memory itself takes long.) */
  buffer(): ArrayBufferLike;
  /** The address of so many bytes, zero at first. Throws RangeError where the memory cannot grow so far. */
  allocate(bytes: number): number;
  /** Gives back what `allocate` gave. */
  free(address: number): void;
}

/** Memory that may grow to 4 GiB, or where a machine does not let so much be shared, to a half or a quarter of it. */
function createMemory(shared: boolean): { memory: WebAssembly.Memory; most: number } {
  for (let most = MAX_PAGES; ; most /= 2) {
    try {
      return { memory: new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: most, shared }), most };
    } catch (error) {
      if (most <= MAX_PAGES / 4) throw error;
    }
  }
}

/** Free places are kept sorted and joined; the first that fits is taken. */
export function engineMemory({ shared }: { shared: boolean }): EngineMemory {
  const { memory, most } = createMemory(shared);
  let { buffer }: { buffer: ArrayBufferLike } = memory;
  const sizes = new Map<number, number>();
  // Address 0 stays empty, so that no place is 'nothing'.
  let gaps = [{ from: ALIGN, to: FIRST_PAGES * PAGE }];
  // From here on nothing was ever handed out: it is zero, and the system has not yet given it any memory.
  let untouched = ALIGN;

  const grow = (size: number) => {
    const end = buffer.byteLength;
    const last = gaps.at(-1);
    const missing = size - (last?.to === end ? end - last.from : 0);
    const pages = Math.ceil(missing / PAGE);
    const used = end / PAGE;
    // Half again as much, so that growing stays rare, but no more than there can be.
    const wanted = Math.min(Math.max(pages, used >> 1), most - used);
    try {
      if (wanted < pages) throw new RangeError(`beyond ${most * PAGE} bytes`);
      memory.grow(wanted);
      buffer = memory.buffer;
    } catch (cause) {
      throw new RangeError(
        `out of memory: ${size} bytes more were asked for, ${end} are in use or reserved, and ${most * PAGE} are allowed; use a smaller batch or network; memory of what is used no more comes back when the program next awaits something`,
        { cause },
      );
    }
    release(end, buffer.byteLength);
  };
  const release = (from: number, to: number) => {
    const before = gaps.filter((g) => g.to <= from);
    const after = gaps.filter((g) => g.from >= to);
    const left = before.at(-1)?.to === from ? before.pop()! : undefined;
    const right = after[0]?.from === to ? after.shift()! : undefined;
    gaps = [...before, { from: left?.from ?? from, to: right?.to ?? to }, ...after];
  };
  const take = (size: number): number | undefined => {
    const gap = gaps.find((g) => g.to - g.from >= size);
    if (!gap) return undefined;
    const address = gap.from;
    gap.from += size;
    if (gap.from === gap.to) gaps = gaps.filter((g) => g !== gap);
    return address;
  };

  return {
    memory,
    buffer: () => buffer,
    allocate: (bytes) => {
      const size = Math.ceil((bytes + PADDING) / ALIGN) * ALIGN;
      let address = take(size);
      if (address === undefined) {
        grow(size);
        address = take(size)!;
      }
      sizes.set(address, size);
      if (address < untouched) new Uint8Array(buffer, address, Math.min(size, untouched - address)).fill(0);
      untouched = Math.max(untouched, address + size);
      return address;
    },
    free: (address) => {
      const size = sizes.get(address);
      if (size === undefined) return;
      sizes.delete(address);
      release(address, address + size);
    },
  };
}
