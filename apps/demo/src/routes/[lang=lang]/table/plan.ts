import { fitPipeline, type Table, TableError } from '@nn/data';
import {
  checkClasses,
  count,
  defaultRecipe,
  explain,
  FEWEST_TO_HOLD_BACK,
  leftOut,
  otherTask,
  outputActivation,
  type Recipe,
  type Text,
} from './nn.js';
import type { Choice, Look, Plan, TableView } from './protocol.js';

/** So many rows are shown, and so much of a cell. */
const [ROWS, LETTERS] = [5, 80];

const cut = (cell: string) => (cell.length > LETTERS ? `${cell.slice(0, LETTERS)}…` : cell);

const viewOf = ({ source, rows, columns }: Table): TableView => ({
  source,
  rows,
  columns: columns.map(({ name, cells }) => ({ name, cells: cells.slice(0, ROWS).map(cut) })),
});

/** The column to predict: the last one where none is named. */
const targetOf = (whole: Table, { target }: Choice) => target || whole.columns.at(-1)!.name;

/** The rows and columns that are trained on. Throws TableError where there is nothing to predict. */
export function tableFor(whole: Table, choice: Choice): Table {
  const target = targetOf(whole, choice);
  const kept = whole.without(...choice.ignored.filter((name) => name !== target)).withoutMissing(target);
  if (kept.rows === 0) throw new TableError(`${whole.source}, column ${target}: no row has a value`);
  return kept;
}

/** The recipe of `nn train` for the table, with what the reader has set. */
function recipeFor(
  task: 'classes' | 'number',
  rows: number,
  { hidden, activation, rate, epochs, seed }: Choice,
): Recipe {
  return {
    ...defaultRecipe({ task, rows }),
    ...(hidden !== '' && { hidden: hidden === 'none' ? [] : hidden.split(',').map(Number) }),
    ...(epochs > 0 && { epochs }),
    ...(rows < FEWEST_TO_HOLD_BACK && { validation: 0 }),
    activation,
    learningRate: rate,
    seed,
  };
}

/** What would be trained. Throws TableError, with what to do, where the table cannot be learnt from. */
export function planOf(whole: Table, choice: Choice): Plan {
  const target = targetOf(whole, choice);
  const table = tableFor(whole, choice);
  const pipeline = fitPipeline(table, { target, task: choice.task === 'auto' ? undefined : choice.task });
  const { kind } = pipeline.target;
  if (pipeline.target.kind === 'classes') checkClasses(table, pipeline.target);
  const recipe = recipeFor(kind, table.rows, choice);
  const missing = whole.rows - table.rows;
  const other = choice.task === 'auto' ? otherTask(table, pipeline.target) : undefined;
  return {
    target,
    task: kind,
    features: pipeline.features,
    rows: table.rows,
    notes: [
      ...(missing > 0 ? [leftOut(missing, target)] : []),
      ...(other ? [takenFor(target, kind, other)] : []),
      ...(recipe.validation === 0 ? [tooFew(table.rows)] : []),
      ...pipeline.notes,
    ],
    recipe,
    sizes: [pipeline.inputs, ...recipe.hidden, pipeline.outputs],
    output: outputActivation(kind).name,
  };
}

const takenFor = (target: string, kind: 'classes' | 'number', other: Text): Text => ({
  en: `${target} is taken for ${kind === 'classes' ? 'classes' : 'a number'}${other.en}`,
  zh: `${target} 被看作${kind === 'classes' ? '类别' : '数'}${other.zh}`,
});

const tooFew = (rows: number): Text => ({
  en: `${count(rows, 'row')} are too few to hold any back`,
  zh: `只有 ${rows} 行，太少，不留出任何行来检验`,
});

/** A table and what would be trained on it, or why not. */
export function lookAt(whole: Table, choice: Choice): Look {
  try {
    return { table: viewOf(whole), plan: planOf(whole, choice) };
  } catch (error) {
    return { table: viewOf(whole), problem: explain(error).message };
  }
}
