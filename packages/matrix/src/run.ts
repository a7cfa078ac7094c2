import type { Expr } from '@nn/formula';
import type { Backend } from './backend.js';
import { checkMatrix } from './check-matrix.js';
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
  free(): void;
}

const double = /* @__PURE__ */ reference({ dtype: 'f64' });

/** How many sizes of one expression stay compiled, unless their matrices have more elements than this. */
const KEPT = 8;
const KEPT_ELEMENTS = 2 ** 22;
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
  const program = executable(backend, [plan]);
  const free = () => {
    program.free();
    for (const { region } of [...Object.values(buffers), output]) region.free();
  };
  return { inputs: buffers, output, program, free };
}

/** Throws RangeError where the matrix that is to receive a result has another size. */
export function checkOut(who: string, out: Matrix | undefined, rows: number, cols: number): Matrix | undefined {
  if (out === undefined) return out;
  checkMatrix(`${who}: out`, out);
  if (out.rows !== rows || out.cols !== cols) {
    throw new RangeError(`${who}: out: expected a ${rows} x ${cols} matrix, got ${out.rows} x ${out.cols}`);
  }
  return out;
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
  const backend = f64 ? double : defaultBackend();
  const sizes = inside(
    inside(compiled, backend, () => new WeakMap()),
    value,
    () => new Map<string, Compiled>(),
  );
  const key = Object.entries(inputs)
    .map(([name, m]) => `${name} ${m.rows}x${m.cols}`)
    .sort()
    .join(', ');
  let entry = sizes.get(key);
  if (!entry) {
    entry = build(backend, value, inputs, rows, cols);
    const [oldest] = sizes.keys();
    if (sizes.size >= KEPT) {
      sizes.get(oldest!)!.free();
      sizes.delete(oldest!);
    }
    sizes.set(key, entry);
  }
  for (const [name, { data }] of Object.entries(inputs)) entry.inputs[name]!.region.view(0, data.length).set(data);
  entry.program.run(0);
  const result = out ?? zeros(rows, cols, { dtype: f64 ? 'f64' : 'f32' });
  result.data.set(entry.output.region.view(0, rows * cols));
  if (Object.values(inputs).reduce((n, m) => n + m.data.length, rows * cols) > KEPT_ELEMENTS) {
    entry.free();
    sizes.delete(key);
  }
  return result;
}
