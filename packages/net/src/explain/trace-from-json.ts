import { fromJSON } from '@nn/formula';
import { fromData, type Matrix } from '@nn/matrix';
import { formulaOf } from './cut.js';
import { type Quantity, type Role, roles } from './quantity.js';
import { type Trace, type TraceSetting, traced } from './traced.js';

const fail = (place: string, expected: string, got: unknown): never => {
  const shown = JSON.stringify(got) ?? 'nothing';
  throw new TypeError(
    `traceFromJSON: ${place}: expected ${expected}, got ${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}`,
  );
};
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (value: unknown, place: string) => (isRecord(value) ? value : fail(place, 'an object', value));
const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * The trace that `toJSON` wrote. Everything is checked, so the JSON may come from anywhere: throws TypeError with the place, what was expected and
 * what was there.
 */
export function traceFromJSON(json: unknown): Trace {
  const { version, setting, quantities } = record(json, 'the trace');
  if (version !== 1) fail('version', '1 (a newer release may have written this)', version);
  const about = readSetting(record(setting, 'setting'));
  if (!Array.isArray(quantities)) return fail('quantities', 'a list', quantities);
  const known = new Set<string>();
  const made = quantities.map((q, i) => readQuantity(record(q, `quantities[${i}]`), `quantities[${i}]`, known, about));
  checkComplete(made, about);
  return traced(about, made);
}

function readSetting(json: Readonly<Record<string, unknown>>): TraceSetting {
  const word = (key: string) =>
    typeof json[key] === 'string' ? json[key] : fail(`setting.${key}`, 'a word', json[key]);
  const whole = (key: string) =>
    Number.isSafeInteger(json[key]) ? (json[key] as number) : fail(`setting.${key}`, 'a whole number', json[key]);
  if (typeof json.linked !== 'boolean') fail('setting.linked', 'true or false', json.linked);
  if (json.dtype !== 'f32' && json.dtype !== 'f64') fail('setting.dtype', "'f32' or 'f64'", json.dtype);
  if (!Array.isArray(json.layers)) return fail('setting.layers', 'a list', json.layers);
  const layers = json.layers.map((layer, i) => {
    const { kind, activation } = record(layer, `setting.layers[${i}]`);
    if (typeof kind !== 'string') return fail(`setting.layers[${i}].kind`, 'a word', kind);
    if (activation !== undefined && typeof activation !== 'string') {
      return fail(`setting.layers[${i}].activation`, 'a word', activation);
    }
    return { kind, ...(activation !== undefined && { activation }) };
  });
  return {
    rule: word('rule'),
    loss: word('loss'),
    optimizer: word('optimizer'),
    linked: json.linked as boolean,
    backend: word('backend'),
    dtype: json.dtype as TraceSetting['dtype'],
    seed: whole('seed'),
    step: whole('step'),
    layers,
  };
}

function readQuantity(
  json: Readonly<Record<string, unknown>>,
  place: string,
  known: Set<string>,
  { layers, dtype }: TraceSetting,
): Quantity {
  const { name, role, layer, parameter, expression } = json;
  if (typeof name !== 'string' || known.has(name)) return fail(`${place}.name`, 'a name that none before has', name);
  if (!roles.includes(role as Role)) fail(`${place}.role`, `one of ${roles.join(', ')}`, role);
  if (layer !== undefined && !(isSize(layer) && layer < layers.length)) {
    fail(`${place}.layer`, `the number of a layer, below ${layers.length}`, layer);
  }
  if (parameter !== undefined && typeof parameter !== 'string') fail(`${place}.parameter`, 'a name', parameter);
  const value = readMatrix(json, place, dtype);
  let formula: Quantity['formula'];
  if (expression !== undefined) {
    formula = formulaOf(fromJSON(expression));
    const missing = formula.names.find((n) => !known.has(n));
    if (missing !== undefined) fail(`${place}.expression`, 'names of quantities before it', missing);
  }
  known.add(name);
  return {
    name,
    role: role as Role,
    ...(layer !== undefined && { layer: layer as number }),
    ...(parameter !== undefined && { parameter: parameter as string }),
    value,
    ...(formula && { formula }),
  };
}

function readMatrix({ rows, cols, values }: Readonly<Record<string, unknown>>, place: string, dtype: string): Matrix {
  if (!isSize(rows)) return fail(`${place}.rows`, 'a whole number from 0', rows);
  if (!isSize(cols)) return fail(`${place}.cols`, 'a whole number from 0', cols);
  if (!Array.isArray(values) || values.length !== rows * cols) {
    return fail(`${place}.values`, `${rows * cols} numbers`, Array.isArray(values) ? values.length : values);
  }
  const wrong = values.findIndex((v) => typeof v !== 'number' && !['NaN', 'Infinity', '-Infinity', '-0'].includes(v));
  if (wrong >= 0) fail(`${place}.values[${wrong}]`, "a number, 'NaN', 'Infinity', '-Infinity' or '-0'", values[wrong]);
  const numbers = values.map(Number);
  return fromData(rows, cols, dtype === 'f64' ? Float64Array.from(numbers) : Float32Array.from(numbers));
}

/** Each layer must have what a trace shows of it. */
function checkComplete(quantities: readonly Quantity[], { layers }: TraceSetting): void {
  const has = (role: Role, layer?: number, parameter?: string) =>
    quantities.some(
      (q) => q.role === role && q.layer === layer && (parameter === undefined || q.parameter === parameter),
    );
  const need = (role: Role, layer?: number, parameter?: string) => {
    if (has(role, layer, parameter)) return;
    fail(
      'quantities',
      `one of role '${role}'${layer === undefined ? '' : ` for layer ${layer}`}${parameter ? `, parameter ${parameter}` : ''}`,
      undefined,
    );
  };
  for (const role of ['input', 'target', 'loss'] as const) need(role);
  layers.forEach((_, i) => {
    need('output', i);
    if (!has('error', i)) need('delta', i);
  });
  for (const { role, layer, parameter } of quantities) {
    if (role === 'newBuffer') need('buffer', layer, parameter);
    if (role !== 'parameter') continue;
    for (const result of ['gradient', 'newParameter'] as const) need(result, layer, parameter);
  }
}
