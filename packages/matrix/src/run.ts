import type { Expr } from '@nn/formula';
import type { Backend } from './backend.js';
import { type Executable, executable } from './compile/executable.js';
import { compile } from './compile/index.js';
import { zeros } from './create.js';
import { defaultBackend } from './default.js';
import type { Matrix } from './matrix.js';
import type { Buffer } from './plan.js';
import { reference } from './reference/index.js';

interface Compiled {
  readonly inputs: Readonly<Record<string, Buffer>>;
  readonly output: Buffer;
  readonly program: Executable;
}

const double = /* @__PURE__ */ reference({ dtype: 'f64' });

/** How many sizes of one expression stay compiled. */
const KEPT = 8;
const compiled = /* @__PURE__ */ new WeakMap<Backend, WeakMap<Expr, Map<string, Compiled>>>();

const inside = <K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V => {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
};

function build(
  backend: Backend,
  value: Expr,
  inputs: Readonly<Record<string, Matrix>>,
  rows: number,
  cols: number,
): Compiled {
  const place = (r: number, c: number): Buffer => ({ region: backend.region(r * c), offset: 0, rows: r, cols: c });
  const buffers = Object.fromEntries(Object.entries(inputs).map(([name, m]) => [name, place(m.rows, m.cols)]));
  const output = place(rows, cols);
  const plan = compile({ backend, inputs: buffers, outputs: [{ value, into: output }], batch: 0 });
  return { inputs: buffers, output, program: executable(backend, [plan]) };
}

/**
 * Computes an expression on ordinary matrices, on the default backend; in double precision, on the reference backend, as
 * soon as one of them is f64. `out`, if given, receives the result and is returned.
 */
export function run(
  value: Expr,
  inputs: Readonly<Record<string, Matrix>>,
  [rows, cols]: readonly [number, number],
  out?: Matrix,
): Matrix {
  const f64 = Object.values(inputs).some((m) => m.data instanceof Float64Array);
  if (out && (out.rows !== rows || out.cols !== cols)) {
    throw new RangeError(`out: expected a ${rows} x ${cols} matrix, got ${out.rows} x ${out.cols}`);
  }
  const backend = f64 ? double : defaultBackend();
  const sizes = inside(
    inside(compiled, backend, () => new WeakMap()),
    value,
    () => new Map<string, Compiled>(),
  );
  const key = Object.values(inputs)
    .map((m) => `${m.rows}x${m.cols}`)
    .join(' ');
  let entry = sizes.get(key);
  if (!entry) {
    entry = build(backend, value, inputs, rows, cols);
    if (sizes.size >= KEPT) sizes.delete(sizes.keys().next().value!);
    sizes.set(key, entry);
  }
  for (const [name, { data }] of Object.entries(inputs)) entry.inputs[name]!.region.view(0, data.length).set(data);
  entry.program.run(0);
  const result = out ?? zeros(rows, cols, { dtype: f64 ? 'f64' : 'f32' });
  result.data.set(entry.output.region.view(0, rows * cols));
  return result;
}
