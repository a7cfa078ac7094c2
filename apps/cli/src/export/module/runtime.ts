/**
 * What the code of a module calls, as text: JavaScript of its own, since nothing is imported there. A matrix is { rows, cols, data }. The order in which numbers are added up is that
 * of every backend of @nn/matrix (`plan.ts` says it), so the results are the same bits.
 */
const pieces = {
  parts: `const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);
const nearest = (a) => (Math.abs(a) < 2 ** 52 ? (a < 0 ? -(-a + 2 ** 52 - 2 ** 52) : a + 2 ** 52 - 2 ** 52) : a);
const powerOfTwo = (k) => {
  halves[0] = 0;
  halves[1] = (k + 1023) << 20;
  return double[0];
};
const exponent = (x) => {
  double[0] = x;
  return (halves[1] >> 20) - 1023;
};
const significand = (x) => {
  double[0] = x;
  halves[1] = (halves[1] & 0xfffff) | (1023 << 20);
  return double[0];
};`,

  at: `const at = ({ rows, cols, data }, i, j) => data[(rows === 1 ? 0 : i) * cols + (cols === 1 ? 0 : j)];`,

  fill: `const fill = (rows, cols, value) => {
  const data = new Floats(rows * cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) data[i * cols + j] = value(i, j);
  return { rows, cols, data };
};`,

  each: `const each = (f, ...args) => {
  const rows = Math.max(...args.map((x) => x.rows));
  const cols = Math.max(...args.map((x) => x.cols));
  const [a, b, c] = args;
  if (args.length === 1) return { rows, cols, data: Floats.from(a.data, (v) => f(v)) };
  return fill(rows, cols, (i, j) => f(at(a, i, j), b && at(b, i, j), c && at(c, i, j)));
};`,

  matmul: `const matmul = (a, b, transposeA, transposeB) => {
  const [rows, inner] = transposeA ? [a.cols, a.rows] : [a.rows, a.cols];
  const cols = transposeB ? b.rows : b.cols;
  const [aRow, aStep] = transposeA ? [1, a.cols] : [a.cols, 1];
  const [bStep, bCol] = transposeB ? [1, b.cols] : [b.cols, 1];
  const data = new Floats(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const x = a.data[i * aRow + k * aStep];
      for (let j = 0; j < cols; j++) data[i * cols + j] = data[i * cols + j] + round(x * b.data[k * bStep + j * bCol]);
    }
  }
  return { rows, cols, data };
};`,

  transpose: `const transpose = (x) => fill(x.cols, x.rows, (i, j) => at(x, j, i));`,

  reshape: `const reshape = ({ rows, cols, data }, width) => ({ rows: (rows * cols) / width, cols: width, data });`,

  sums: `const sums = (x, rows, cols) => {
  if (rows === x.rows && cols === x.cols) return fill(rows, cols, (i, j) => 0 + at(x, i, j));
  const alongRow = (i) => {
    const s = [0, 0, 0, 0];
    for (let j = 0; j < x.cols; j++) s[j % 4] += at(x, i, j);
    return s[0] + s[1] + (s[2] + s[3]);
  };
  const downwards = (value) => {
    let total = 0;
    for (let i = 0; i < x.rows; i++) total += value(i);
    return total;
  };
  if (rows === x.rows) return fill(rows, cols, alongRow);
  if (cols === x.cols) return fill(rows, cols, (i, j) => downwards((k) => at(x, k, j)));
  return fill(1, 1, () => downwards(alongRow));
};`,

  sum: `const sum = (x, axis) => sums(x, axis === 'eachRow' ? x.rows : 1, axis === 'eachColumn' ? x.cols : 1);`,

  max: `const max = (x, axis) => {
  const most = fill(axis === 'eachRow' ? x.rows : 1, axis === 'eachColumn' ? x.cols : 1, () => -Infinity);
  for (let i = 0; i < x.rows; i++) {
    for (let j = 0; j < x.cols; j++) {
      const to = (most.rows === 1 ? 0 : i) * most.cols + (most.cols === 1 ? 0 : j);
      most.data[to] = Math.max(most.data[to], at(x, i, j));
    }
  }
  return most;
};`,

  gather: `const gather = (source, index, axis) => {
  const size = axis === 'columns' ? source.cols : source.rows;
  const [rows, cols] = axis === 'columns' ? [source.rows, index.cols] : [index.rows, source.cols];
  return fill(rows, cols, (i, j) => {
    const k = at(index, i, j);
    if (k === -1) return 0;
    if (!(Number.isInteger(k) && k >= 0 && k < size)) return NaN;
    return axis === 'columns' ? at(source, i, k) : at(source, k, j);
  });
};`,

  scatterAdd: `const scatterAdd = (values, index, axis, like) => {
  const total = fill(like.rows, like.cols, () => 0);
  const size = axis === 'columns' ? like.cols : like.rows;
  for (let i = 0; i < values.rows; i++) {
    for (let j = 0; j < values.cols; j++) {
      const k = at(index, i, j);
      if (!(Number.isInteger(k) && k >= 0 && k < size)) continue;
      const to = axis === 'columns' ? i * like.cols + k : k * like.cols + j;
      total.data[to] = total.data[to] + at(values, i, j);
    }
  }
  return total;
};`,

  conform: `const conform = (x, { rows, cols }) => {
  const [r, c] = [rows === 1 ? 1 : x.rows, cols === 1 ? 1 : x.cols];
  const total = r === x.rows && c === x.cols ? x : sums(x, r, c);
  return fill(rows, cols, (i, j) => at(total, i, j));
};`,

  count: `const count = ({ rows, cols }, axis) =>
  fill(1, 1, () => (axis === 'eachRow' ? cols : axis === 'eachColumn' ? rows : rows * cols));`,

  bytes: `const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));`,

  tensor: `const tensor = (rows, cols, text) => ({ rows, cols, data: new Floats(bytes(text).buffer) });`,

  grid: `const grid = (rows, cols, from, loops) => {
  let values = [from];
  for (const [count, step] of loops) values = values.flatMap((v) => Array.from({ length: count }, (_, k) => v + k * step));
  return { rows, cols, data: Int32Array.from(values) };
};`,

  places: `const places = (rows, cols, text, Kind) => ({ rows, cols, data: new Kind(bytes(text).buffer) });`,
} as const;

export type Piece = keyof typeof pieces;

/** What each piece calls itself. */
const needs: Partial<Record<Piece, readonly Piece[]>> = {
  each: ['fill', 'at'],
  transpose: ['fill', 'at'],
  sums: ['fill', 'at'],
  sum: ['sums'],
  max: ['fill', 'at'],
  gather: ['fill', 'at'],
  scatterAdd: ['fill', 'at'],
  conform: ['sums', 'fill', 'at'],
  count: ['fill'],
  tensor: ['bytes'],
  places: ['bytes'],
};

/** The text of these pieces and of what they call, each once. */
export function runtime(wanted: Iterable<Piece>): string {
  const taken = new Set<Piece>();
  const take = (piece: Piece): void => {
    taken.add(piece);
    needs[piece]?.forEach(take);
  };
  for (const piece of wanted) take(piece);
  return (Object.keys(pieces) as Piece[])
    .filter((piece) => taken.has(piece))
    .map((piece) => pieces[piece])
    .join('\n\n');
}
