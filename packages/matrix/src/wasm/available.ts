import type { Code } from './assembler/bytes.js';
import { f32x4, get, v128 } from './assembler/instructions.js';
import { functionBuilder, moduleBytes } from './assembler/module.js';

let known: boolean | undefined;
let fmaKnown: boolean | undefined;

/** Whether this engine has WebAssembly with SIMD (all have it since 2023; some policies forbid WebAssembly). */
export function simdAvailable(): boolean {
  known ??= compiles((a) => a);
  return known;
}

/** Whether this engine has the fused multiply-add of relaxed SIMD. */
export function fmaAvailable(): boolean {
  fmaKnown ??= compiles((a) => f32x4.fma(a, a, a));
  return fmaKnown;
}

function compiles(vector: (a: Code) => Code): boolean {
  if (typeof WebAssembly !== 'object') return false;
  const f = functionBuilder(['i32'], v128.const);
  f.emit(v128.store(get(0), vector(v128.load(get(0)))));
  try {
    // Compiled, not only validated: a content security policy speaks up here.
    new WebAssembly.Module(moduleBytes({ signatures: [['i32']], functions: [{ signature: 0, code: f.finish() }] }));
    return true;
  } catch {
    return false;
  }
}
