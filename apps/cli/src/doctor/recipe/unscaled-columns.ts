import type { Matrix } from '@nn/matrix';
import type { Diagnosis } from '../diagnosis.js';
import { brief, columnPlace } from '../words.js';
import type { Subject } from './subject.js';

/**
 * First weights are made for inputs of about 1 in size (LeCun et al.: Efficient BackProp (1998), 4.3 and 4.6). Grey values from 0 to 16 are still
 * learnt from; of those up to 255 the sums leave the range in which tanh and sigmoid answer, and the curvature, which grows with the
 * square, allows a learning rate of a thousandth.
 */
const LARGE = 30;
/** A column that is never larger than this hardly moves a sum, beside others or beside the bias. */
const SMALL = 0.01;

/** Of each column, the root mean square and the largest absolute value; row by row, as they stand in memory. */
function sizesOf({ data, rows, cols }: Matrix): { size: number; most: number }[] {
  const [squares, most] = [new Float64Array(cols), new Float64Array(cols)];
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, k++) {
      const v = Math.abs(data[k]!);
      squares[j]! += v * v;
      if (v > most[j]!) most[j] = v;
    }
  }
  return Array.from(squares, (sum, j) => ({ size: Math.sqrt(sum / rows), most: most[j]! }));
}

/** Layers that scale what comes to them, or take numbers as names. */
const TAKES_ANY = new Set(['batchNorm', 'layerNorm', 'embedding']);

/** Columns whose numbers, as the network sees them, are far larger or smaller than 1. */
export function unscaledColumns({ model, x, columns }: Subject): Diagnosis[] {
  if (model.layers.slice(0, 2).some(({ kind, paths }) => paths || TAKES_ANY.has(kind))) return [];
  const sizes = sizesOf(x).map((size, j) => ({ ...size, name: columns?.[j] ?? String(j) }));
  const large = sizes.filter(({ size }) => size > LARGE);
  const small = sizes.filter(({ most }) => most > 0 && most < SMALL);
  const odd = large.length > 0 ? large : small;
  if (odd.length === 0) return [];
  const worst = odd.reduce((a, b) => ((large.length > 0 ? b.size > a.size : b.size < a.size) ? b : a));
  return [
    {
      code: 'unscaled-columns',
      severity: 'warning',
      where: columnPlace(odd.map(({ name }) => name)),
      says: {
        en: `first weights are made for inputs of about 1, but the size (root mean square) of ${odd.length === 1 ? 'this column' : `column ${worst.name}`} is ${brief(worst.size)}`,
        zh: `初始权重是按大小约为 1 的输入设定的，而${odd.length === 1 ? '这一列' : `列 ${worst.name} `}的大小（均方根）是 ${brief(worst.size)}`,
      },
      advice: {
        en: 'take (value - mean) / standard deviation instead, both of the training rows only, as fitPipeline of @nn/data does; or begin the network with batchNorm()',
        zh: '改用（值 - 平均值）/ 标准差，两者只由训练行算出，@nn/data 的 fitPipeline 就是这样做的；或者让网络以 batchNorm() 开头',
      },
    },
  ];
}
