import type { Feature, Pipeline, Target } from '@nn/data';
import { quoted } from '../quoted.js';

const list = (texts: readonly string[]) => `[${texts.map(quoted).join(', ')}]`;

const featureCode = (f: Feature): string =>
  f.kind === 'number'
    ? `  { name: ${quoted(f.name)}, mean: ${f.mean}, std: ${f.std} },`
    : `  { name: ${quoted(f.name)}, categories: ${list(f.categories)}, fill: ${quoted(f.fill)} },`;

const targetCode = (t: Target): string =>
  t.kind === 'number'
    ? `const answer = (y) => y[0] * ${t.std} + ${t.mean};`
    : `const classes = ${list(t.classes)};
const answer = (y) => {
  let best = 0;
  for (let k = 1; k < classes.length; k++) if (y[k] > y[best]) best = k;
  return { label: classes[best], probabilities: Object.fromEntries(classes.map((name, k) => [name, y[k]])) };
};`;

/** Rows are read as @nn/data reads cells: what is missing is filled in, a number may be a text, a word that was not there in training is none of the known ones. */
const READING = `const missing = new Set(['', '?', 'nan', '#n/a']);
const missingNumber = new Set([...missing, 'na', 'n.a.', 'n/a', 'null', 'none', '-']);
const NUMBER = /^[+-]?(\\d+(\\.\\d*)?|\\.\\d+)(e[+-]?\\d+)?$/i;

const cell = (row, name, where) => {
  if (!Object.hasOwn(row, name)) throw new TypeError(\`\${where}: there is no \${JSON.stringify(name)}; give null where it is missing\`);
  const value = row[name];
  return value === null || value === undefined || Number.isNaN(value) ? '' : String(value).trim();
};

const encode = (row, where, data, at) => {
  if (typeof row !== 'object' || row === null) throw new TypeError(\`\${where}: expected an object with the columns of the table, got \${row === null ? 'null' : typeof row}\`);
  for (const { name, mean, std, categories, fill } of features) {
    const text = cell(row, name, where);
    if (categories) {
      const place = categories.indexOf(missing.has(text.toLowerCase()) ? fill : text);
      if (place >= 0) data[at + place] = 1;
      at += categories.length;
      continue;
    }
    const value = missingNumber.has(text.toLowerCase()) ? mean : NUMBER.test(text) ? Number(text) : NaN;
    if (!Number.isFinite(value)) throw new TypeError(\`\${where}: \${JSON.stringify(name)}: expected a number, got \${JSON.stringify(row[name])}\`);
    const standard = (value - mean) / std;
    if (!Number.isFinite(Math.fround(standard))) throw new RangeError(\`\${where}: \${JSON.stringify(name)}: \${value} is too far from the training table (mean \${mean}, standard deviation \${std})\`);
    data[at++] = standard;
  }
};`;

/** Samples that are numbers already. */
const ENCODED = (inputs: number) => `const encode = (row, where, data, at) => {
  if (!row || row.length !== ${inputs}) throw new TypeError(\`\${where}: expected ${inputs} numbers, got \${row?.length ?? typeof row}\`);
  data.set(row, at);
};
const answer = (y) => Array.from(y);`;

/** Answers for rows, in groups as `nn predict` computes them. */
const PREDICTING = (inputs: number, outputs: number, numbers: string) => `const GROUP = 256;

const predictAll = (rows, where) => {
  const answers = [];
  for (let from = 0; from < rows.length; from += GROUP) {
    const group = rows.slice(from, from + GROUP);
    const data = new ${numbers}(group.length * ${inputs});
    group.forEach((row, i) => encode(row, where(from + i), data, i * ${inputs}));
    const y = network({ rows: group.length, cols: ${inputs}, data }).data;
    for (let i = 0; i < group.length; i++) {
      const own = y.slice(i * ${outputs}, (i + 1) * ${outputs});
      if (!own.every(Number.isFinite)) throw new RangeError(\`\${where(from + i)}: the answer is not a finite number; a value is probably far outside of what the training table held\`);
      answers.push(answer(own));
    }
  }
  return answers;
};

export const predict = (row) => predictAll([row], () => 'predict')[0];

export const predictRows = (rows) => {
  if (!Array.isArray(rows)) throw new TypeError('predictRows: expected an array of rows');
  return predictAll(rows, (i) => \`predictRows: row \${i}\`);
};`;

/** JavaScript that defines and exports `predict` and `predictRows`, over `network`. Samples without a pipeline are lists of numbers, in the storage type of the network. */
export const rowsCode = (
  pipeline: Pipeline | undefined,
  { inputs, outputs }: { inputs: number; outputs: number },
): string =>
  [
    ...(pipeline
      ? [
          `const features = [\n${pipeline.features.map(featureCode).join('\n')}\n];`,
          targetCode(pipeline.target),
          READING,
        ]
      : [ENCODED(inputs)]),
    PREDICTING(inputs, outputs, pipeline ? 'Float32Array' : 'Floats'),
  ].join('\n\n');
