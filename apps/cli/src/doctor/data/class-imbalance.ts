import type { Diagnosis } from '../diagnosis.js';
import { percent } from '../words.js';
import { classesOf, type Samples } from './samples.js';

/**
 * The most frequent class is so many times the rarest. Of two classes the rarest is then below 5 %: saying always the other is right in 95 % of the
 * rows, and an accuracy says little. (Google's course on imbalanced data calls 20 to 40 % mild, below 20 % moderate, below 1 % extreme.)
 */
const TIMES = 20;

/** Classes so rare beside the most frequent one that a network may leave them aside. */
export function classImbalance({ t, wanted, target }: Samples): Diagnosis[] {
  if (wanted.kind !== 'classes') return [];
  const counts = wanted.names.map(() => 0);
  for (const k of classesOf(t)) counts[k]!++;
  const [most, rarest] = [Math.max(...counts), Math.min(...counts.filter((n) => n > 0))];
  if (most < TIMES * rarest) return [];
  const [often, seldom] = [most, rarest].map((n) => wanted.names[counts.indexOf(n)]!);
  return [
    {
      code: 'class-imbalance',
      severity: 'warning',
      ...(target !== undefined && { where: { en: `column ${target}`, zh: `列 ${target}` } }),
      says: {
        en: `class ${seldom} has ${rarest} of ${t.rows} rows, class ${often} ${most}: saying always ${often} is right in ${percent(most / t.rows)} of them`,
        zh: `类别 ${seldom} 在 ${t.rows} 行里只有 ${rarest} 行，类别 ${often} 有 ${most} 行：总是回答 ${often} 就有 ${percent(most / t.rows)} 正确`,
      },
      advice: {
        en: `do not judge by accuracy but by who is taken for whom (nn evaluate shows it), and collect more rows of class ${seldom}; in code, classWeights: balancedClassWeights(t) of @nn/net makes every class count the same`,
        zh: `不要只看准确率，要看哪一类被当成了哪一类（nn evaluate 会显示），并多收集类别 ${seldom} 的行；在代码里，@nn/net 的 classWeights: balancedClassWeights(t) 让每一类分量相同`,
      },
    },
  ];
}
