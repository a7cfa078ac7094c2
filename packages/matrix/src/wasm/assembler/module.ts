import { bytesOf, type Code, flatten, list, name, unsigned } from './bytes.js';
import { i32, type Local, set } from './instructions.js';

export type Type = 'i32' | 'f32' | 'f64' | 'v128';
const types: Readonly<Record<Type, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/** A function under construction: its code grows as it is emitted. All functions here return nothing. */
export interface FunctionBuilder {
  readonly params: readonly Type[];
  /** A new local variable. */
  local(type: Type): Local;
  /** A new local variable with this value from here on. */
  let(type: Type, value: Code): Local;
  /** A vector that is set once, before everything else. */
  constant(numbers: ArrayBufferView): Local;
  emit(...code: readonly Code[]): void;
  /** What `write` emits, taken out again, to be put inside a loop or a condition. */
  inside(write: () => void): Code;
  /** Locals and code as the module wants them. */
  finish(): Code;
}

/** Begins a function with these parameters, which are its first locals. */
export function functionBuilder(
  params: readonly Type[],
  v128Const: (numbers: ArrayBufferView) => Code,
): FunctionBuilder {
  const locals: Type[] = [];
  const constants = new Map<string, Local>();
  const prologue: Code[] = [];
  let code: Code[] = [];
  const builder: FunctionBuilder = {
    params,
    local: (type) => {
      locals.push(type);
      return params.length + locals.length - 1;
    },
    let: (type, value) => {
      const local = builder.local(type);
      builder.emit(set(local, value));
      return local;
    },
    constant: (numbers) => {
      const key = String(bytesOf(numbers));
      const known = constants.get(key);
      if (known !== undefined) return known;
      const local = builder.local('v128');
      constants.set(key, local);
      prologue.push(set(local, v128Const(numbers)));
      return local;
    },
    emit: (...parts) => {
      code.push(...parts);
    },
    inside: (write) => {
      const outer = code;
      code = [];
      write();
      const inner = code;
      code = outer;
      return inner;
    },
    finish: () => {
      const body = flatten([list(locals.map((type) => [1, types[type]])), prologue, code, 0x0b]);
      return [unsigned(body.length), body];
    },
  };
  return builder;
}

export interface ModuleParts {
  /** All signatures, so that code can name them by number; functions name theirs here too. */
  readonly signatures: readonly (readonly Type[])[];
  /** Each function is exported as `f0`, `f1`, …, in this order. */
  readonly functions: readonly { readonly signature: number; readonly code: Code }[];
  /** Functions that are put into the table, from this place on. */
  readonly listed?: { readonly from: number; readonly functions: readonly number[] };
  /** The functions that the module is given, by their signatures, as `nn` has them under these names; they come before its own. */
  readonly imports?: Readonly<Record<string, number>>;
  /** Whether the memory is shared with other threads. */
  readonly shared?: boolean;
}

/** All that an address of 32 bits can name, in pages of 64 KiB. */
export const MAX_PAGES = 65536;

const section = (id: number, content: Code): Code => {
  const bytes = flatten(content);
  return [id, unsigned(bytes.length), bytes];
};

/**
 * A module of functions over one memory and one table, both given from outside as `nn.memory` and `nn.table`. Code calls a function by its number, the
 * imported ones first; everything else here counts the module's own.
 */
export function moduleBytes(parts: ModuleParts): Uint8Array<ArrayBuffer> {
  const { signatures, functions, listed = { from: 0, functions: [] }, imports = {}, shared = false } = parts;
  const limits = shared ? [0x03, 0, unsigned(MAX_PAGES)] : [0x00, 0];
  const memory = [name('nn'), name('memory'), 0x02, limits];
  const table = [name('nn'), name('table'), 0x01, 0x70, 0x00, 0];
  const given = Object.entries(imports).map(([key, type]) => [name('nn'), name(key), 0x00, unsigned(type)]);
  const own = (k: number) => unsigned(given.length + k);
  const element = [0x00, i32.const(listed.from), 0x0b, list(listed.functions.map(own))];
  const sections: Code[] = [
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, list(signatures.map((params) => [0x60, list(params.map((p) => [types[p]])), 0]))),
    section(2, list([memory, table, ...given])),
    section(3, list(functions.map((f) => unsigned(f.signature)))),
    section(7, list(functions.map((_, i) => [name(`f${i}`), 0x00, own(i)]))),
    ...(listed.functions.length > 0 ? [section(9, list([element]))] : []),
    section(10, list(functions.map((f) => f.code))),
  ];
  return Uint8Array.from(flatten(sections));
}
