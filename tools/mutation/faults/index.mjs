// Faults that tests must catch, one file for each package: the text that is replaced (there must be one such place), what by, and what is wrong then; beside
// them the tests that have to fail. A fault that survives asks for a test; one whose text has gone, for a new text.
import data from './data.mjs';
import formula from './formula.mjs';
import loss from './loss.mjs';
import matrix from './matrix.mjs';
import net from './net.mjs';
import optim from './optim.mjs';

/** Paths of a fault from the root, and of the test that catches it. */
const inRoot = ([name, list]) =>
  list.map(({ file, test, ...fault }) => ({
    ...fault,
    file: `packages/${name}/src/${file}.ts`,
    test: `packages/${name}/test/${test}.test.ts`,
  }));

export const faults = Object.entries({ formula, matrix, loss, optim, data, net }).flatMap(inRoot);
