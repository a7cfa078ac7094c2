import type { Diagnosis } from '../diagnosis.js';
import { columnPlace } from '../words.js';
import { eachRow, readerOf, type Samples } from './samples.js';

/**
 * Columns with the same value in every row learnt from. A hint: it costs a little and harms nothing, and the margins of images are
 * such columns.
 */
export function constantColumn({ x, columns }: Samples): Diagnosis[] {
  if (x.rows < 2) return [];
  const constant = columns.filter((column) => {
    const value = readerOf(x, column);
    const first = value(0);
    return eachRow(x.rows, (i) => value(i) === first);
  });
  if (constant.length === 0) return [];
  const one = constant.length === 1;
  return [
    {
      code: 'constant-column',
      severity: 'hint',
      where: columnPlace(constant.map(({ name }) => name)),
      says: {
        en: `${one ? 'it has' : `${constant.length} columns have`} the same value in all ${x.rows} rows, so ${one ? 'it tells' : 'they tell'} nothing`,
        zh: `${one ? '这一列' : `这 ${constant.length} 列`}在全部 ${x.rows} 行里都是同一个值，什么也说明不了`,
      },
      advice: {
        en: `leave ${one ? 'it' : 'them'} out, or look for why ${one ? 'it does' : 'they do'} not change`,
        zh: '去掉它，或者查一查它为什么不变',
      },
    },
  ];
}
