import { checkExpr } from './check-expr.js';
import { operations } from './elementwise.js';
import { type ElementwiseOp, type Expr, references, topological } from './expr.js';

/**
 * An expression as plain JSON. A node stands behind those it refers to, which it names by their places in `nodes`; what is
 * shared is there once; the last node is the whole.
 */
export interface ExpressionJSON {
  readonly version: 1;
  readonly nodes: readonly NodeJSON[];
}

/** One node: its operation, its attributes, and the places of what it refers to. JSON has no NaN, so that is a string. */
export interface NodeJSON {
  readonly op: string;
  readonly args?: readonly number[];
  readonly [attribute: string]: string | number | boolean | readonly number[] | undefined;
}

/** A sort of attribute: how errors describe it, and how it is read (undefined where the JSON is not one). */
interface Sort {
  readonly expected: string;
  read(json: unknown): unknown;
}

const text: Sort = { expected: 'a string', read: (json) => (typeof json === 'string' ? json : undefined) };
const truth: Sort = { expected: 'true or false', read: (json) => (typeof json === 'boolean' ? json : undefined) };
const natural: Sort = {
  expected: 'a whole number from 0',
  read: (json) => (Number.isSafeInteger(json) && (json as number) >= 0 ? json : undefined),
};
const UNWRITABLE: readonly unknown[] = ['NaN', 'Infinity', '-Infinity', '-0'];
const number: Sort = {
  expected: "a finite number, 'NaN', 'Infinity', '-Infinity' or '-0'",
  read: (json) => (UNWRITABLE.includes(json) ? Number(json) : Number.isFinite(json) ? json : undefined),
};
/** What JSON cannot write stands in it as text. */
const numbers: Sort = {
  expected: 'a list of numbers',
  read: (json) => {
    const list = Array.isArray(json) ? json.map(number.read) : [undefined];
    return list.includes(undefined) ? undefined : list;
  },
};
const oneOf =
  (...choices: readonly unknown[]): Sort['read'] =>
  (json) =>
    choices.includes(json) ? json : undefined;
const reduced: Sort = {
  expected: "'all', 'eachRow' or 'eachColumn'",
  read: (json) => oneOf('all', 'eachRow', 'eachColumn')(json),
};
const indexed: Sort = { expected: "'rows' or 'columns'", read: (json) => oneOf('rows', 'columns')(json) };

/** What a node of an operation has: how many arguments, which other references, which attributes. */
interface Form {
  readonly args: number;
  readonly also?: readonly ('like' | 'of' | 'rule')[];
  readonly attributes?: Readonly<Record<string, Sort>>;
}

const forms: { readonly [K in Exclude<Expr['op'], ElementwiseOp>]: Form } = {
  input: { args: 0, attributes: { name: text } },
  constant: { args: 0, attributes: { value: number } },
  pow: { args: 1, attributes: { exponent: number } },
  uniform: { args: 0, also: ['like'], attributes: { stream: natural } },
  matmul: { args: 2, attributes: { transposeA: truth, transposeB: truth } },
  table: { args: 0, attributes: { rows: natural, cols: natural, values: numbers } },
  transpose: { args: 1 },
  reshape: { args: 1, attributes: { cols: natural } },
  reshapeLike: { args: 1, also: ['like'] },
  sum: { args: 1, attributes: { axis: reduced } },
  mean: { args: 1, attributes: { axis: reduced } },
  max: { args: 1, attributes: { axis: reduced } },
  gather: { args: 2, attributes: { axis: indexed } },
  scatterAdd: { args: 2, also: ['like'], attributes: { axis: indexed } },
  conform: { args: 1, also: ['like'] },
  count: { args: 0, also: ['like'], attributes: { axis: reduced } },
  annotated: { args: 1, also: ['of', 'rule'] },
};

function formOf(op: unknown): Form | undefined {
  if (typeof op !== 'string') return undefined;
  if (Object.hasOwn(operations, op)) return { args: operations[op as ElementwiseOp] };
  return Object.hasOwn(forms, op) ? forms[op as keyof typeof forms] : undefined;
}

/** An expression as data that JSON can carry: `fromJSON(JSON.parse(JSON.stringify(toJSON(x))))` is x again, to the bit. */
export function toJSON(root: Expr): ExpressionJSON {
  checkExpr('toJSON: root', root);
  const order = topological([root], references);
  const places = new Map(order.map((node, i) => [node, i]));
  const nodes = order.map((node) => {
    const { also = [], attributes = {} } = formOf(node.op)!;
    const fields = node as unknown as Readonly<Record<string, unknown>>;
    const entries: [string, NodeJSON[string]][] = Object.keys(attributes).map((key) => [key, writable(fields[key])]);
    if (node.args.length > 0) entries.push(['args', node.args.map((arg) => places.get(arg)!)]);
    for (const key of also) entries.push([key, places.get(fields[key] as Expr)!]);
    return { op: node.op, ...Object.fromEntries(entries) };
  });
  return { version: 1, nodes };
}

const writable = (value: unknown) => {
  const lost = typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0));
  return (lost ? (value === 0 ? '-0' : String(value)) : value) as NodeJSON[string];
};

/** More than any formula has; what claims to be longer is refused before memory is taken for it. */
const LONGEST = 10_000;

/**
 * The expression that `toJSON` wrote. Everything is checked, so the JSON may come from anywhere: throws TypeError with the
 * node and the field, what was expected and what was there.
 */
export function fromJSON(json: unknown): Expr {
  const { version, nodes } = record(json, 'the expression');
  if (version !== 1) fail('version', 'expected 1 (a newer release may have written this)', version);
  if (!Array.isArray(nodes) || nodes.length === 0 || nodes.length > LONGEST) {
    return fail('nodes', `expected a list of 1 to ${LONGEST} nodes`, Array.isArray(nodes) ? nodes.length : nodes);
  }
  const made: Expr[] = [];
  for (const node of nodes) made.push(readNode(node, made));
  return made.at(-1)!;
}

function readNode(json: unknown, made: readonly Expr[]): Expr {
  const place = `nodes[${made.length}]`;
  const { op, args = [], ...fields } = record(json, place);
  const form = formOf(op);
  if (!form) return fail(`${place}.op`, 'expected the name of an operation', op);
  const { also = [], attributes = {} } = form;

  const reference = (field: string, index: unknown): Expr =>
    (Number.isInteger(index) && made[index as number]) ||
    fail(`${place}.${field}`, `expected the place of an earlier node, below ${made.length}`, index);
  if (!Array.isArray(args) || args.length !== form.args) {
    return fail(`${place}.args`, `expected the places of ${form.args} nodes for '${op}'`, args);
  }
  const entries: [string, unknown][] = [['args', args.map((index, i) => reference(`args[${i}]`, index))]];
  for (const key of also) entries.push([key, reference(key, fields[key])]);
  for (const [key, { expected, read }] of Object.entries(attributes)) {
    entries.push([key, read(fields[key]) ?? fail(`${place}.${key}`, `expected ${expected}`, fields[key])]);
  }
  const unknown = Object.keys(fields).find((key) => !entries.some(([known]) => known === key));
  if (unknown !== undefined) fail(`${place}.${unknown}`, `'${op}' has no such field`, fields[unknown]);
  return { op, ...Object.fromEntries(entries) } as unknown as Expr; // What each operation has is in `forms`.
}

function record(json: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  return fail(place, 'expected an object', json);
}

function fail(place: string, expected: string, got: unknown): never {
  const shown = JSON.stringify(got) ?? String(got);
  throw new TypeError(`fromJSON: ${place}: ${expected}; got ${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}`);
}
