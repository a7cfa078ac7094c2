import type { Matrix } from '@nn/matrix';
import type { Diagnosis } from '../diagnosis.js';
import { columnPlace } from '../words.js';
import { classesOf, eachRow, readerOf, type Samples, type SourceColumn } from './samples.js';

/** In fewer rows a column fits the target by chance. */
const FEWEST_ROWS = 10;
/** What a line leaves of the target's spread is then 1.4 % at most: two ways to measure one thing, not a cause and its effect. */
const CORRELATION = 0.9999;

/**
 * Columns that are the target under another name: one that has a value of its own for each class, columns that say yes or no to the classes one by one, or one
 * from which the target follows by a line. A table of a single column is left alone: there is nothing else to predict from.
 */
export function targetAsFeature(samples: Samples): Diagnosis[] {
  const { x, t, columns, wanted } = samples;
  if (x.rows < FEWEST_ROWS || columns.length < 2) return [];
  const found = wanted.kind === 'classes' ? namesOfClasses(samples) : columns.filter((c) => isLine(readerOf(x, c), t));
  if (found.length === 0 || found.length === columns.length) return [];
  const one = found.length === 1;
  const target = samples.target ?? 'the target';
  const zh = samples.target === undefined ? '目标' : ` ${samples.target} `;
  return [
    {
      code: 'target-as-feature',
      severity: 'warning',
      where: columnPlace(found.map(({ name }) => name)),
      says:
        wanted.kind === 'classes'
          ? {
              en: `${one ? 'it has' : 'they have'} a value of ${one ? 'its' : 'their'} own for each class of ${target}, in all ${x.rows} rows: ${one ? 'it is' : 'they are'} the target under another name`,
              zh: `在全部 ${x.rows} 行里，它的取值与${zh}的类别一一对应：它就是换了名字的目标`,
            }
          : {
              en: `${target} follows from it by a straight line (correlation above ${CORRELATION} in ${x.rows} rows): it is the target under another name or in another unit`,
              zh: `${zh.trimStart()}与它成一条直线（${x.rows} 行的相关系数超过 ${CORRELATION}）：它就是换了名字或单位的目标`,
            },
      advice: {
        en: `if it is only known once ${target} is, remove it from the table: with it the network looks perfect and cannot be used`,
        zh: `如果要等知道了${zh}才知道它，就把它从表中去掉：留着它，网络看上去完美，却派不上用场`,
      },
    },
  ];
}

/** Columns that name the classes: each by itself, or all but one of them together, where each says yes to one class and no to the others. */
function namesOfClasses({ x, t, columns, wanted }: Samples): SourceColumn[] {
  const classes = classesOf(t);
  const renamed = columns.filter((column) => isRenaming(readerOf(x, column), classes));
  if (renamed.length > 0 || wanted.kind !== 'classes') return renamed;
  const signs = columns.flatMap((column) => {
    const of = classSingledOut(readerOf(x, column), classes);
    return of === undefined ? [] : [{ column, of }];
  });
  const singled = new Set(signs.map(({ of }) => of)).size;
  return singled >= wanted.names.length - 1 ? signs.map(({ column }) => column) : [];
}

type Reader = (i: number) => number;

/** Whether each value goes with one class and each class with one value. */
function isRenaming(valueAt: Reader, classes: Int32Array): boolean {
  const [classFor, valueFor] = [new Map<number, number>(), new Map<number, number>()];
  return eachRow(classes.length, (i) => {
    const [value, k] = [valueAt(i), classes[i]!];
    if (!classFor.has(value)) classFor.set(value, k);
    if (!valueFor.has(k)) valueFor.set(k, value);
    return classFor.get(value) === k && valueFor.get(k) === value;
  });
}

/** The class whose rows have one value while all others have another; undefined where there is none. */
function classSingledOut(valueAt: Reader, classes: Int32Array): number | undefined {
  let differs = 1;
  while (differs < classes.length && valueAt(differs) === valueAt(0)) differs++;
  if (differs === classes.length) return undefined;
  const [a, b] = [valueAt(0), valueAt(differs)];
  const of = classes[a > b ? 0 : differs]!;
  return eachRow(classes.length, (i) => valueAt(i) === (classes[i] === of ? Math.max(a, b) : Math.min(a, b)))
    ? of
    : undefined;
}

/** A line through all rows goes through the first ones: what does not is not looked at further. */
const FIRST = 1000;

/** Whether a column of the targets follows from the values by a line. */
function isLine(valueAt: Reader, { data, rows, cols }: Matrix): boolean {
  const fits = (j: number, count: number) =>
    Math.abs(correlation(valueAt, (i) => data[i * cols + j]!, count)) >= CORRELATION;
  return Array.from({ length: cols }, (_, j) => j).some((j) => fits(j, Math.min(FIRST, rows)) && fits(j, rows));
}

/** Pearson's correlation over the first rows; NaN where one of them does not vary. */
function correlation(a: Reader, b: Reader, rows: number): number {
  let [ma, mb] = [0, 0];
  for (let i = 0; i < rows; i++) {
    ma += a(i) / rows;
    mb += b(i) / rows;
  }
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < rows; i++) {
    const [da, db] = [a(i) - ma, b(i) - mb];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return ab / Math.sqrt(aa * bb);
}
