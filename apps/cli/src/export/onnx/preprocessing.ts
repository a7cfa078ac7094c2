import type { Feature, Pipeline, Target } from '@nn/data';
import type { Graph, Port } from './graph.js';

/** What is read as missing among words, as ONNX tells words apart: letter by letter. */
const MISSING = ['', '?', 'nan', 'NaN', '#N/A'];

const [FLOAT, DOUBLE] = [1, 11];
const isNumber = (f: Feature): f is Feature & { kind: 'number' } => f.kind === 'number';
const isCategory = (f: Feature): f is Feature & { kind: 'category' } => f.kind === 'category';

/** Columns as they stand in the table. */
export interface Columns {
  readonly ports: readonly Port[];
  /** The columns of each port in their order. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The inputs of the network, by their name. */
  readonly x: string;
}

/**
 * Makes numbers of columns as the pipeline does: `numbers` (in doubles, since a year or a time loses digits in floats; NaN is missing) are standardized, `words`
 * become a column for each category.
 */
export function columnsOf({ features }: Pipeline, graph: Graph): Columns {
  const [numbers, words] = [features.filter(isNumber), features.filter(isCategory)];
  const parts: { readonly features: readonly Feature[]; readonly tensor: string }[] = [];
  if (numbers.length > 0) parts.push({ features: numbers, tensor: standardized(numbers, graph) });
  words.forEach((feature, j) => {
    parts.push({ features: [feature], tensor: oneHot(feature, j, graph) });
  });
  const ports: Port[] = [];
  const put = (name: string, type: Port['type'], columns: readonly Feature[]) => {
    if (columns.length === 0) return;
    ports.push({ name, type, dims: ['batch', columns.length], about: columns.map((f) => f.name).join(', ') });
  };
  put('numbers', 'double', numbers);
  put('words', 'string', words);
  const named = Object.fromEntries(ports.map(({ name }) => [name, name === 'numbers' ? numbers : words] as const));
  return {
    ports,
    metadata: Object.fromEntries(
      Object.entries(named).map(([name, all]) => [name, JSON.stringify(all.map((f) => f.name))]),
    ),
    x: inOrder(features, parts, graph),
  };
}

const width = (f: Feature) => (f.kind === 'number' ? 1 : f.categories.length);

/** Parts side by side, in the order of the features. */
function inOrder(
  features: readonly Feature[],
  parts: readonly { readonly features: readonly Feature[]; readonly tensor: string }[],
  graph: Graph,
): string {
  const tensors = parts.map(({ tensor }) => tensor);
  const together = tensors.length === 1 ? tensors[0]! : graph.node('Concat', tensors, { axis: 1 });
  const begins = new Map<Feature, number>();
  let at = 0;
  for (const feature of parts.flatMap((part) => part.features)) {
    begins.set(feature, at);
    at += width(feature);
  }
  const places = features.flatMap((f) => Array.from({ length: width(f) }, (_, k) => begins.get(f)! + k));
  if (places.every((place, i) => place === i)) return together;
  return graph.node('Gather', [together, graph.constant([places.length], Int32Array.from(places))], { axis: 1 });
}

function standardized(numbers: readonly (Feature & { kind: 'number' })[], graph: Graph): string {
  const row = (value: (f: Feature & { kind: 'number' }) => number) =>
    graph.constant([1, numbers.length], Float64Array.from(numbers, value));
  const means = row((f) => f.mean);
  const present = graph.node('Where', [graph.node('IsNaN', ['numbers']), means, 'numbers']);
  const standard = graph.node('Div', [graph.node('Sub', [present, means]), row((f) => f.std)]);
  return graph.node('Cast', [standard], { to: FLOAT });
}

/** A column for each category; all 0 for a word that was not there in training. */
function oneHot({ categories, fill }: Feature & { kind: 'category' }, column: number, graph: Graph): string {
  const at = graph.constant([1], Int32Array.of(column));
  const word = graph.node('Gather', ['words', at], { axis: 1 });
  const known = new Map([
    ...MISSING.map((missing) => [missing, fill] as const),
    ...categories.map((c) => [c, c] as const),
  ]);
  const filled = graph.node('LabelEncoder', [word], {
    keys_strings: [...known.keys()],
    values_strings: [...known.values()],
  });
  const hot = graph.node('OneHotEncoder', [filled], { cats_strings: categories, zeros: 1 });
  return graph.node('Reshape', [hot, graph.constant([2], BigInt64Array.of(-1n, BigInt(categories.length)))]);
}

/** What the network says as an answer: the class and how likely each is, or the number in its own units. */
export function answersOf(
  target: Target,
  output: string,
  graph: Graph,
): { ports: readonly Port[]; metadata: Readonly<Record<string, string>> } {
  if (target.kind === 'number') {
    const single = (value: number) => graph.constant([1, 1], Float64Array.of(value));
    const scaled = graph.node('Mul', [graph.node('Cast', [output], { to: DOUBLE }), single(target.std)]);
    graph.named('prediction', 'Add', [scaled, single(target.mean)]);
    return { ports: [{ name: 'prediction', type: 'double', dims: ['batch', 1], about: target.name }], metadata: {} };
  }
  const { classes, name } = target;
  graph.named('probabilities', 'Identity', [output]);
  const best = graph.node('ArgMax', [output], { axis: 1, keepdims: 0 });
  graph.named('label', 'Gather', [graph.constant([classes.length], classes), best]);
  return {
    ports: [
      { name: 'label', type: 'string', dims: ['batch'], about: name },
      { name: 'probabilities', type: 'float', dims: ['batch', classes.length], about: classes.join(', ') },
    ],
    metadata: { classes: JSON.stringify(classes) },
  };
}
