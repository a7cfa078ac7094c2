import type { Matrix } from '@nn/matrix';
import { expectTypeOf } from 'vitest';
import {
  type Feature,
  fitPipeline,
  moons,
  type Pipeline,
  pipelineFromJSON,
  readCsv,
  type Table,
  type Target,
  xor,
} from '../src/index.js';

// Text and bytes are read at once, a stream when it has come.
expectTypeOf(readCsv('a\n1')).toEqualTypeOf<Table>();
expectTypeOf(readCsv(new Uint8Array(3), { delimiter: ';' })).toEqualTypeOf<Table>();
declare const bytes: AsyncIterable<Uint8Array>;
declare const response: Response;
expectTypeOf(readCsv(bytes)).toEqualTypeOf<Promise<Table>>();
expectTypeOf(readCsv(response.body!)).toEqualTypeOf<Promise<Table>>();
expectTypeOf(readCsv(process.stdin, { source: 'stdin' })).toEqualTypeOf<Promise<Table>>();
// @ts-expect-error a number is no table
readCsv(7);
// @ts-expect-error bytes have a view
readCsv(new ArrayBuffer(3));

const table = readCsv('a,b\n1,2');
expectTypeOf(table.split({ test: 0.2 })).toEqualTypeOf<{ train: Table; test: Table }>();
// @ts-expect-error how large a part is for testing must be said
table.split({ seed: 1 });
// @ts-expect-error a table is never changed
table.columns[0]!.cells[0] = '3';
// @ts-expect-error a table is never changed
table.rows = 3;

const pipeline = fitPipeline(table, { target: 'b', task: 'number' });
expectTypeOf(pipeline).toEqualTypeOf<Pipeline>();
// @ts-expect-error a target must be named
fitPipeline(table, {});
// @ts-expect-error there are two tasks
fitPipeline(table, { target: 'b', task: 'regression' });

// A table may come without its target.
expectTypeOf(pipeline.encode(table).x).toEqualTypeOf<Matrix>();
expectTypeOf(pipeline.encode(table).t).toEqualTypeOf<Matrix | undefined>();
expectTypeOf(pipeline.decode).returns.toEqualTypeOf<(string | number)[]>();
expectTypeOf(pipelineFromJSON).parameter(0).toBeUnknown();

// What a feature or a target is, its kind says.
expectTypeOf<Extract<Feature, { kind: 'number' }>['mean']>().toEqualTypeOf<number>();
expectTypeOf<Extract<Target, { kind: 'classes' }>['classes']>().toEqualTypeOf<readonly string[]>();

expectTypeOf(xor().x).toEqualTypeOf<Matrix>();
expectTypeOf(moons({ count: 10 }).t).toEqualTypeOf<Matrix>();
// @ts-expect-error how many is a count
moons({ samples: 10 });
