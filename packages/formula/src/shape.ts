import { type Expr, references, topological } from './expr.js';

/** A size: a number, or the name of one that is known only at run time, such as 'batch', or so many times that: '4 batch'. */
export type Dim = number | string;

/** Rows and columns. */
export type Shape = readonly [rows: Dim, cols: Dim];

/** A shape that does not fit: what was being computed, and the two sizes. */
export class ShapeError extends Error {
  override name = 'ShapeError';
}

const show = ([rows, cols]: Shape) => `${rows} x ${cols}`;

/** How messages name a node: an input by its name, anything else by its operation. */
export const label = (node: Expr): string => {
  if (node.op === 'input') return node.name;
  if (node.op === 'constant') return String(node.value);
  return `${node.op}(${node.args.map((a) => (a.args.length === 0 ? label(a) : `${a.op}(…)`)).join(', ')})`;
};

function broadcast(node: Expr, shapes: readonly Shape[]): Shape {
  const dim = (axis: 0 | 1): Dim => {
    let size: Dim = 1;
    for (const shape of shapes) {
      const d = shape[axis];
      if (d === 1 || d === size) continue;
      if (size !== 1) {
        const sizes = node.args.map((a, i) => `${label(a)} is ${show(shapes[i]!)}`).join(', ');
        throw new ShapeError(
          `${node.op}: ${sizes}: ${axis === 0 ? 'rows' : 'columns'} must be equal, or 1 on one side`,
        );
      }
      size = d;
    }
    return size;
  };
  return [dim(0), dim(1)];
}

/** One dimension of gather's result: the index may have 1 where the source's size is kept. */
function kept(node: Expr, source: Dim, index: Dim): Dim {
  if (index === 1 || index === source) return source;
  throw new ShapeError(
    `${node.op}: the index has size ${index} where the source has ${source}; expected that size, or 1`,
  );
}

/** Values that are to go into the shape of `like`: each size must be the same, or 1 on one side. */
function conformed(node: Expr, values: Shape, like: Shape): Shape {
  for (const axis of [0, 1] as const) {
    if (values[axis] === like[axis] || values[axis] === 1 || like[axis] === 1) continue;
    throw new ShapeError(
      `${node.op}: ${label(node.args[0]!)} is ${show(values)}, to be made ${show(like)}: ${axis === 0 ? 'rows' : 'columns'} must be equal, or 1 on one side`,
    );
  }
  return like;
}

/** `size` times `times`, over `over`; undefined where that is surely not whole. A name has its factor before it: '4 batch'. */
function scaled(size: Dim, times: number, over: number): Dim | undefined {
  const [, factor = '1', name = ''] = typeof size === 'number' ? ['', String(size)] : /^(?:(\d+) )?(.*)$/.exec(size)!;
  const result = (Number(factor) * times) / over;
  if (!Number.isInteger(result)) return undefined;
  return name === '' ? result : result === 1 ? name : `${result} ${name}`;
}

/** As many rows as the numbers of `x` fill at `cols` a row. */
function reshaped(node: Expr, x: Shape, cols: number): Shape {
  const rows = typeof x[1] === 'number' ? scaled(x[0], x[1], cols) : undefined;
  if (rows !== undefined && cols > 0) return [rows, cols];
  throw new ShapeError(
    `${node.op}: ${label(node.args[0]!)} is ${show(x)}: its numbers do not fill whole rows of ${cols}`,
  );
}

/** The shape of one node, from the shapes of what it refers to and those of the inputs. */
export function shapeOf(node: Expr, of: (node: Expr) => Shape, inputs: Readonly<Record<string, Shape>> = {}): Shape {
  switch (node.op) {
    case 'input':
      if (Object.hasOwn(inputs, node.name)) return inputs[node.name]!;
      throw new ShapeError(`input '${node.name}' has no value; given: ${Object.keys(inputs).join(', ') || 'none'}`);
    case 'constant':
    case 'count':
      return [1, 1];
    case 'pow':
    case 'annotated':
      return of(node.args[0]);
    case 'uniform':
      return of(node.like);
    case 'table':
      return [node.rows, node.cols];
    case 'reshape':
      return reshaped(node, of(node.args[0]), node.cols);
    case 'reshapeLike': {
      const [x, like] = [of(node.args[0]), of(node.like)];
      const [rows] = typeof like[1] === 'number' ? reshaped(node, x, like[1]) : x;
      if (rows === like[0]) return like;
      throw new ShapeError(
        `reshapeLike: ${label(node.args[0])} is ${show(x)}, which is not as many numbers as ${show(like)}`,
      );
    }
    case 'conform':
      return conformed(node, of(node.args[0]), of(node.like));
    case 'scatterAdd': {
      const [values, index, like] = [of(node.args[0]), of(node.args[1]), of(node.like)];
      const read: Shape =
        node.axis === 'columns' ? [kept(node, like[0], index[0]), index[1]] : [index[0], kept(node, like[1], index[1])];
      if (values[0] !== read[0] || values[1] !== read[1]) {
        throw new ShapeError(
          `scatterAdd: ${label(node.args[0])} is ${show(values)}, but the index names ${show(read)} places`,
        );
      }
      return like;
    }
    case 'transpose': {
      const [rows, cols] = of(node.args[0]);
      return [cols, rows];
    }
    case 'matmul': {
      const [a, b] = [of(node.args[0]), of(node.args[1])];
      const [rows, innerA] = node.transposeA ? [a[1], a[0]] : a;
      const [innerB, cols] = node.transposeB ? [b[1], b[0]] : b;
      if (innerA !== innerB) {
        const side = (e: Expr, s: Shape, t: boolean) => `${label(e)} is ${show(s)}${t ? ' (transposed)' : ''}`;
        throw new ShapeError(
          `matmul: ${side(node.args[0], a, node.transposeA)} and ${side(node.args[1], b, node.transposeB)}: the inner sizes ${innerA} and ${innerB} must be equal`,
        );
      }
      return [rows, cols];
    }
    case 'sum':
    case 'mean':
    case 'max': {
      const [rows, cols] = of(node.args[0]);
      return [node.axis === 'eachRow' ? rows : 1, node.axis === 'eachColumn' ? cols : 1];
    }
    case 'gather': {
      const [source, index] = [of(node.args[0]), of(node.args[1])];
      return node.axis === 'columns'
        ? [kept(node, source[0], index[0]), index[1]]
        : [index[0], kept(node, source[1], index[1])];
    }
    default:
      return broadcast(node, node.args.map(of));
  }
}

/**
 * The shape of every node that `roots` refer to, from the shapes of the inputs.
 * Throws ShapeError where sizes do not fit, or an input has no shape.
 */
export function inferShapes(roots: readonly Expr[], inputs: Readonly<Record<string, Shape>>): Map<Expr, Shape> {
  const shapes = new Map<Expr, Shape>();
  // An annotation's rule is about values that are not there yet: its size is settled when the derivative puts them in.
  const children = (node: Expr) => (node.op === 'annotated' ? [...node.args, node.of] : references(node));
  for (const node of topological(roots, children)) {
    const shape = shapeOf(node, (n) => shapes.get(n)!, inputs);
    shapes.set(node, shape);
  }
  return shapes;
}

/** As `inferShapes`, for nodes that are made later too. */
export function shapesOf(roots: readonly Expr[], inputs: Readonly<Record<string, Shape>>): (node: Expr) => Shape {
  const shapes = inferShapes(roots, inputs);
  const shape = (node: Expr): Shape => {
    const known = shapes.get(node) ?? shapeOf(node, shape, inputs);
    shapes.set(node, known);
    return known;
  };
  return shape;
}
