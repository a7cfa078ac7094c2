import { describe } from 'vitest';
import { describeJunk } from '../../../refusals.shared.js';
import * as data from '../src/index.js';

const iris = data.iris();

async function* stream() {
  yield 'a\n1';
}

describeJunk(data, {
  TableError: 'an error, as any Error is made',
  fitPipeline: [{ before: [{ target: 'species' }] }, { behind: [iris] }],
  nearest: [
    { before: [[]], accepts: ["'junk'"] },
    { behind: ['a'], accepts: ['[]'] },
  ],
  pipelineFitter: [{}],
  pipelineFromJSON: [{}],
  readCsv: [{}, { behind: ['a\n1'] }],
  readIdx: [{}],
  readTable: [{}, { behind: [stream()] }],
  readTables: [{}, { behind: [stream()] }],
  summaries: [{}],
  table: [{ accepts: ['[]'] }, { behind: [[]] }],
});

describe('what a table does', () => {
  describeJunk({ split: iris.split }, {});
});
