import type { Target } from '@nn/data';
import type { Text } from '../telling/text.js';
import { count, listed, short } from '../terminal/words.js';
import type { Facts } from './plan.js';
import type { Quality } from './quality.js';
import type { Recipe } from './recipe.js';
import type { Trained } from './train.js';

/**
 * How to have the other task, where whole numbers may be both amounts and names: from 8 to 50 different ones that come again, five times
 * on average. Else undefined.
 */
export function otherTask(table: Pick<Facts, 'column'>, { name, kind }: Target): Text | undefined {
  const values = table.column(name).cells.map((cell) => (cell.trim() === '' ? Number.NaN : Number(cell)));
  const different = new Set(values).size;
  const comeAgain = values.length >= 5 * different;
  if (!values.every(Number.isInteger) || different < 8 || different > 50 || !comeAgain) return undefined;
  return kind === 'classes'
    ? { en: ' (--task number if it is an amount)', zh: '（如果它是数量，请用 --task number）' }
    : {
        en: ' (--task classes if the numbers are names of classes)',
        zh: '（如果这些数是类别的名字，请用 --task classes）',
      };
}

/** A table of fewer rows seldom shows what holds for other rows. */
const FEW_ROWS = 200;

/** Where a network is no better than its baseline on rows that were held back: that, and the likely causes. */
export function noBetter(q: Quality, table: Facts, recipe: Recipe, { pipeline, epochs }: Trained): Text | undefined {
  const better = q.task === 'classes' ? q.accuracy > q.baseline.accuracy : q.rmse < q.baseline.rmse;
  if (better) return undefined;
  const [always, alwaysZh] =
    q.task === 'classes'
      ? [q.baseline.class, q.baseline.class]
      : [`the mean (${short(q.baseline.mean)})`, `平均值（${short(q.baseline.mean)}）`];
  const { name } = pipeline.target;
  const used = new Set([name, ...pipeline.features.map((f) => f.name)]);
  const unused = table.columns.map((c) => c.name).filter((column) => !used.has(column));
  const causes = [
    unused.length > 0 && {
      en: `${count(unused.length, 'column')} not used (${listed(unused)})`,
      zh: `有 ${unused.length} 列没有使用（${listed(unused)}）`,
    },
    table.rows < FEW_ROWS && {
      en: `only ${count(table.rows, 'row')} to learn from`,
      zh: `只有 ${table.rows} 行可学`,
    },
    epochs === recipe.epochs && {
      en: `stopped after ${count(epochs, 'epoch')} while it still got better (--epochs)`,
      zh: `${epochs} 轮后停止时仍在进步（--epochs）`,
    },
    { en: `the columns may tell little about ${name}`, zh: `这些列也许说明不了 ${name}` },
  ].filter((cause) => cause !== false);
  return {
    en: `no better than always saying ${always} on rows it has not seen: ${causes.map(({ en }) => en).join('; ')}`,
    zh: `在没有见过的行上，不比总是说 ${alwaysZh} 更好：${causes.map(({ zh }) => zh).join('；')}`,
  };
}
