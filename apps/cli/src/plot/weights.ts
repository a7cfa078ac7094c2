import type { Pipeline } from '@nn/data';
import { type Matrix, transpose } from '@nn/matrix';
import * as Plot from '@observablehq/plot';
import { short } from '../terminal/words.js';
import { type Field, heat } from './heat.js';
import { label } from './label.js';
import { INNER, type Panel } from './picture.js';
import type { Drawing, Subject } from './subject.js';
import type { Theme } from './theme.js';

/** A matrix in fields, each the number farthest from 0 of `across` x `down` numbers. */
export interface Fields {
  readonly rows: number;
  readonly cols: number;
  readonly values: Float64Array;
  readonly down: number;
  readonly across: number;
}

/** Joins numbers of a matrix until it has at most so many rows and columns: of those joined, the one farthest from 0 stands for all. */
export function joined({ rows, cols, data }: Matrix, most: { rows: number; cols: number }): Fields {
  const [down, across] = [Math.ceil(rows / most.rows), Math.ceil(cols / most.cols)];
  const size = { rows: Math.ceil(rows / down), cols: Math.ceil(cols / across) };
  const values = new Float64Array(size.rows * size.cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const at = Math.floor(i / down) * size.cols + Math.floor(j / across);
      const value = data[i * cols + j]!;
      if (Math.abs(value) > Math.abs(values[at]!)) values[at] = value;
    }
  }
  return { ...size, values, down, across };
}

const MOST = { rows: 64, cols: 128 };
/** More layers than that are not looked at in one picture. */
const LAYERS = 6;

/** The weights that join outputs to inputs; else what is one row is a bias or a scale. */
const weightsOf = ({ model }: Subject) =>
  model.parameters.filter(({ rows, name }) => rows > 1 || name.endsWith('.weight'));

/** The name of each input, where there are few. */
function inputNames({ features }: Pipeline): string[] {
  return features.flatMap((f) => (f.kind === 'number' ? [f.name] : f.categories.map((c) => `${f.name}: ${c}`)));
}

/** The weights of a layer; what its inputs and its units are called, where they have names. */
interface Layer {
  readonly name: string;
  readonly matrix: Matrix;
  readonly inputs: readonly string[] | undefined;
  readonly units: readonly string[] | undefined;
}

/** A weight matrix as a heat map, the inputs of the layer on one axis and its units on the other. */
function panelOf({ name, matrix, inputs, units }: Layer, { tell }: Subject, theme: Theme): Panel {
  // What is long lies.
  const turned = matrix.rows > 1.5 * matrix.cols;
  const { rows, cols, values, down, across } = joined(turned ? transpose(matrix) : matrix, MOST);
  const largest = values.reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;
  const fields = Array.from(
    values,
    (value, i): Field => ({
      x: i % cols,
      y: Math.floor(i / cols),
      colour: value > 0 ? theme.series[0]! : theme.series[1]!,
      strength: Math.abs(value) / largest,
    }),
  );
  const names = turned ? units : inputs;
  const named = names && rows <= 24 && down === 1 ? names : undefined;
  const longest = named ? Math.max(...named.map((text) => label(text, 18).length)) : 4;
  const left = 34 + 6.5 * longest;
  const side = Math.min(24, (INNER - left - 12) / cols);
  const tall = Math.max(side, Math.min(18, 120 / rows));
  const text = {
    inputs: tell({ en: 'inputs', zh: '输入' }),
    units: tell({ en: 'units', zh: '单元' }),
    joined: (n: number) => (n > 1 ? tell({ en: ` (${n} in one)`, zh: `（${n} 个合一）` }) : ''),
  };
  const [upright, level] = turned ? [text.units, text.inputs] : [text.inputs, text.units];
  const axis = { type: 'linear', tickSize: 0, nice: false } as const;
  const each = (n: number) => Array.from({ length: n }, (_, i) => i + 0.5);
  const few = (n: number) => {
    const step = [1, 2, 5, 10, 20, 50].find((s) => n / s <= 13) ?? 100;
    return each(n).filter((_, i) => i % step === 0);
  };
  return {
    height: tall * rows + 64,
    marginLeft: left,
    marginRight: Math.max(12, INNER - left - side * cols),
    marginTop: 24,
    marginBottom: 40,
    x: {
      ...axis,
      domain: [0, cols],
      label: `${level}${text.joined(across)}`,
      labelArrow: 'none',
      ticks: few(cols),
      tickFormat: (v: number) => String((v - 0.5) * across),
    },
    y: {
      ...axis,
      domain: [0, rows],
      reverse: true,
      label: `${upright}${text.joined(down)}`,
      labelAnchor: 'center',
      labelArrow: 'none',
      labelOffset: left - 2,
      ticks: named ? each(rows) : few(rows),
      tickFormat: (v: number) => (named ? label(named[v - 0.5]!, 18) : String((v - 0.5) * down)),
    },
    marks: [
      Plot.text([`${name}: ${matrix.rows} × ${matrix.cols}, ±${short(largest)}`], {
        frameAnchor: 'top-left',
        textAnchor: 'start',
        dy: -16,
        fill: theme.muted,
      }),
      heat(fields),
      Plot.frame({ stroke: theme.muted, strokeOpacity: 0.6 }),
    ],
  };
}

/** The weights of every layer. */
export const weights: Drawing = {
  obstacle: (subject) =>
    weightsOf(subject).length > 0 ? undefined : 'needs layers with weights, and no layer of this model has any',
  draw: (subject, theme) => {
    const { tell, pipeline } = subject;
    const all = weightsOf(subject);
    const shown = all.slice(0, LAYERS);
    const names = inputNames(pipeline);
    const { target } = pipeline;
    const outputs = target.kind === 'classes' ? target.classes : [target.name];
    const rest = all.length - shown.length;
    return {
      name: 'weights',
      title: tell({ en: 'Its weights', zh: '它的权重' }),
      caption:
        tell({
          en: 'Each field is a weight: the stronger, the farther from 0, up to the largest of its layer.',
          zh: '每一格是一个权重：颜色越深离 0 越远，最深为该层最大值。',
        }) + (rest > 0 ? tell({ en: ` ${rest} further layers are left out.`, zh: `另有 ${rest} 层未显示。` }) : ''),
      legend: [
        { text: tell({ en: 'above 0', zh: '大于 0' }), colour: theme.series[0]!, look: 'area' },
        { text: tell({ en: 'below 0', zh: '小于 0' }), colour: theme.series[1]!, look: 'area' },
      ],
      panels: shown.map((parameter, i) =>
        panelOf(
          {
            name: label(parameter.name, 30),
            matrix: parameter.get(),
            inputs: i === 0 && parameter.rows === names.length ? names : undefined,
            units: i === all.length - 1 && parameter.cols === outputs.length ? outputs : undefined,
          },
          subject,
          theme,
        ),
      ),
    };
  },
};
