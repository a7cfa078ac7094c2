import { type MapStep, type MatmulStep, settle } from '../../plan.js';
import { type AddressOf, type Command, toCommand, type Word, word } from '../commands.js';
import type { Engine } from '../engine.js';
import { byColumns } from '../matmul/scratch.js';
import { PRODUCT_WORDS } from './kernel.js';
import type { ProductLibrary } from './library.js';

/** Rows or columns that are shared out together: what libraries compute at once. */
const UNIT = 16;
/** A multiplication and an addition, in nanoseconds. */
const PRODUCT = 0.015;

/** Puts op(a) op(b) into the step's first output. */
function plainProduct(step: MatmulStep, library: ProductLibrary, kernel: number, address: AddressOf): Command {
  const { rows, inner, cols, transposeA, transposeB } = step;
  const sizes = (batch: number) => [settle(rows, batch), settle(inner, batch), settle(cols, batch)] as const;
  // What one thread computes alone is one unit.
  const shared = (batch: number) => (byColumns(...sizes(batch)) ? settle(cols, batch) : settle(rows, batch));
  const unit = (batch: number) => (library.parallel ? UNIT : shared(batch));
  const words: Record<(typeof PRODUCT_WORDS)[number], Word> = {
    transposeA: Number(transposeA),
    transposeB: Number(transposeB),
    rows: word(rows),
    cols: word(cols),
    inner: word(inner),
    a: address(step.a),
    aRow: word(transposeA ? rows : inner),
    b: address(step.b),
    bRow: word(transposeB ? inner : cols),
    c: address(step.outputs[0]!),
    cRow: word(cols),
    byColumns: (batch) => Number(byColumns(...sizes(batch))),
    unit,
    aMove: transposeA ? 4 : word(inner, 4),
    bMove: transposeB ? word(inner, 4) : 4,
  };
  return {
    kernel,
    units: (batch) => Math.ceil(shared(batch) / unit(batch)),
    cost: (batch) => sizes(batch).reduce((n, size) => n * size, PRODUCT),
    words: () => PRODUCT_WORDS.map((name) => words[name]),
  };
}

/**
 * What is left of a product whose plain result stands in its first output: its epilogue, as a map that reads it there. A map may
 * write where it reads, and the plan promises that no output overlaps an operand. Nothing where the plain result is all.
 */
function epilogueOf({ rows, cols, epilogue, operands, results, outputs }: MatmulStep): MapStep[] {
  if (epilogue.code.length === 0 && results.length === 1 && results[0] === 0) return [];
  return [{ kind: 'map', rows, cols, body: epilogue, operands: [outputs[0]!, ...operands], results, outputs }];
}

/** A command that is left out of runs with other batches: it then has no units. */
const onlyWhere = (isSo: (batch: number) => boolean, command: Command): Command => {
  const { units, scratch = () => 0 } = command;
  return {
    ...command,
    units: (batch) => (!isSo(batch) ? 0 : typeof units === 'number' ? units : units(batch)),
    scratch: (batch) => (isSo(batch) ? scratch(batch) : 0),
  };
};

/** The commands of a product: the library's and its epilogue where it is large enough, which may follow from the batch, else our own. A gathered factor is no matrix that a library could read. */
export function productCommands(
  library: ProductLibrary,
  kernel: number,
  step: MatmulStep,
  ...[address, e, spare]: [address: AddressOf, e: Engine, spare: () => number]
): Command[] {
  const own = toCommand(step, address, e, spare);
  if (step.index) return [own];
  const { rows, inner, cols } = step;
  const isLarge = (batch: number) =>
    settle(rows, batch) * settle(inner, batch) * settle(cols, batch) >= Math.max(1, library.smallest);
  const theirs = [
    plainProduct(step, library, kernel, address),
    ...epilogueOf(step).map((map) => toCommand(map, address, e, spare)),
  ];
  if ([rows, inner, cols].every((size) => typeof size === 'number')) return isLarge(0) ? theirs : [own];
  return [onlyWhere((batch) => !isLarge(batch), own), ...theirs.map((command) => onlyWhere(isLarge, command))];
}
