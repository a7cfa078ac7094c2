import { fitPipeline, type Table } from '@nn/data';
import type { LearningRows } from './learning-rows.js';

/** The rows of a table that is in memory. */
export const tableRows = (table: Table): LearningRows => ({
  split: async (options) => {
    const { train, test } = table.split(options);
    return { train: tableRows(train), test };
  },
  encoded: (options, work) => {
    const pipeline = fitPipeline(table, options);
    const { x, t } = pipeline.encode(table);
    return work({ pipeline, x, t: t!, looked: { rows: table, x, t: t! } });
  },
});
