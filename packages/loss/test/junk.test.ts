import { type Expr, mean } from '@nn/formula';
import { matrix } from '@nn/matrix';
import { describe } from 'vitest';
import { describeJunk } from '../../../refusals.shared.js';
import * as loss from '../src/index.js';

const own = (y: Expr) => mean(y);
const column = matrix([[1], [2]]);

describeJunk(loss, {
  checkLoss: [
    { before: [column, column] },
    { behind: [loss.meanSquaredError()], before: [column] },
    { behind: [loss.meanSquaredError(), column] },
    { behind: [loss.meanSquaredError(), column, column] },
  ],
  loss: [{ before: [own], accepts: ["'junk'"] }, { behind: ['loss'] }, { behind: ['loss', own] }],
});

describe('what a loss does', () => {
  for (const { name, value, gradient } of [loss.meanSquaredError(), loss.crossEntropy(), loss.hinge()]) {
    for (const call of [value, gradient]) {
      describeJunk(
        { [name]: call },
        { [name]: [{ before: [column] }, { behind: [column] }, { behind: [column, column] }] },
      );
    }
    const weighted = (weights: never) => value(column, column, { weights });
    const classWeighted = (classWeights: never) => value(column, column, { classWeights });
    const into = (out: never) => gradient(column, column, { out });
    for (const call of [weighted, classWeighted, into]) describeJunk({ [name]: call }, {});
  }
});
