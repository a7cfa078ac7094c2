import type { Language } from '../../telling/text.js';
import { listed } from '../../terminal/words.js';

/** What the page says. */
export interface Words {
  readonly lead: (columns: number, model: string) => string;
  readonly usually: (from: string, to: string) => string;
  readonly mostly: (category: string) => string;
  readonly empty: string;
  readonly predict: string;
  readonly answer: string;
  readonly probabilities: string;
  readonly otherClasses: (count: number) => string;
  /** Says which columns were left empty, of which only the first are named. */
  readonly filled: (names: readonly string[]) => string;
  readonly programs: string;
  readonly columns: string;
}

/** What the page says in each language. */
export const words: Readonly<Record<Language, Words>> = {
  en: {
    lead: (columns, model) => `${model} predicts it from ${columns === 1 ? 'one column' : `${columns} columns`}.`,
    usually: (from, to) => `usually ${from} to ${to}`,
    mostly: (category) => `mostly ${category}`,
    empty: 'A field that is left empty counts as the mean that stands in it.',
    predict: 'Predict',
    answer: 'Answer',
    probabilities: 'Probabilities',
    otherClasses: (count) => `and ${count} less likely`,
    filled: (names) => `Left empty, so the mean was taken: ${listed(names)}`,
    programs: 'For programs',
    columns: 'The columns as JSON',
  },
  zh: {
    lead: (columns, model) => `${model} 根据 ${columns} 列数据预测它。`,
    usually: (from, to) => `通常在 ${from} 到 ${to} 之间`,
    mostly: (category) => `最常见的是 ${category}`,
    empty: '留空的数字按框中显示的平均值计算。',
    predict: '预测',
    answer: '答案',
    probabilities: '概率',
    otherClasses: (count) => `另有 ${count} 类可能性更小`,
    filled: (names) =>
      `留空，已按平均值计算：${names.slice(0, 10).join('、')}${names.length > 10 ? ` 等 ${names.length} 列` : ''}`,
    programs: '供程序调用',
    columns: '各列的说明（JSON）',
  },
};
