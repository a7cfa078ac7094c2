import { get, v128 } from './assembler/instructions.js';
import { functionBuilder, moduleBytes } from './assembler/module.js';

let known: boolean | undefined;

/** Whether this engine has WebAssembly with SIMD (all have it since 2023; some policies forbid WebAssembly). */
export function simdAvailable(): boolean {
  known ??= probe();
  return known;
}

function probe(): boolean {
  if (typeof WebAssembly !== 'object') return false;
  const f = functionBuilder(['i32'], v128.const);
  f.emit(v128.store(get(0), v128.load(get(0))));
  try {
    // Compiled, not only validated: a content security policy speaks up here.
    new WebAssembly.Module(moduleBytes({ signatures: [['i32']], functions: [{ signature: 0, code: f.finish() }] }));
    return true;
  } catch {
    return false;
  }
}
