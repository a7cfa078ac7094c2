import { checkGiven, checkOption } from '@nn/formula';
import type { Table } from '../table.js';
import { firstPass, type Pass } from './passes.js';
import type { Pipeline } from './pipeline.js';

/** What a pipeline is learnt for. */
export interface FitPipelineOptions {
  /** The column that is to be predicted. */
  readonly target: string;
  /** What kind of target it is; found out from its values if not given. */
  readonly task?: 'classes' | 'number' | undefined;
}

/** Learns a pipeline from a table that comes in parts, twice. */
export interface PipelineFitter {
  /** Takes the next part. */
  push(part: Table): void;
  /** Ends a pass over all parts: undefined after the first, the pipeline after the second. Throws what `fitPipeline` throws. */
  end(): Pipeline | undefined;
}

function checkOptions(name: string, options: FitPipelineOptions): FitPipelineOptions {
  const { target, task } = checkGiven(name, options, "{ target: 'species' }");
  checkOption(`${name}: target`, target, 'the name of a column', typeof target === 'string', 'none');
  return { target, task };
}

const checkTable = (name: string, table: unknown) =>
  checkOption(
    name,
    table,
    'a table, as readCsv(…) and split(…) give it',
    typeof (table as Partial<Table> | undefined)?.rows === 'number',
    'none',
  );

/**
 * Learns from a training table how its rows become numbers. Split the table first: what is learnt here must not have seen the rows that
 * judge it. The order of the rows does not matter, to the bit. Throws TableError where a column mixes numbers and words, the target has one value only, or nothing is left to
 * predict from.
 */
export function fitPipeline(train: Table, options: FitPipelineOptions): Pipeline {
  checkTable('fitPipeline: train', train);
  const first = firstPass(checkOptions('fitPipeline', options));
  first.push(train);
  const second = first.end();
  second.push(train);
  return second.end();
}

/**
 * Learns a pipeline from a table of any size, part by part. `push` each part (as `readTables` gives them) and `end` the pass, twice; none is kept. It is the
 * pipeline that `fitPipeline` makes of the whole table, to the bit. Throws TableError where the second pass has other rows, and what `fitPipeline` throws.
 */
export function pipelineFitter(options: FitPipelineOptions): PipelineFitter {
  const first = firstPass(checkOptions('pipelineFitter', options));
  let second: Pass<Pipeline> | undefined;
  return {
    push: (part) => {
      checkTable('pipelineFitter: push: part', part);
      (second ?? first).push(part);
    },
    end: () => {
      if (second) return second.end();
      second = first.end();
      return undefined;
    },
  };
}
