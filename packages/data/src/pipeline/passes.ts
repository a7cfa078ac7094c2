import { missingOf } from '../cells.js';
import { type Cells, type Column, cellsOf } from '../column.js';
import { count } from '../message.js';
import { noColumn, type Table, TableError } from '../table.js';
import { columnNotes } from './column-notes.js';
import { type Fitting, fitFeature, type Seen } from './fit-feature.js';
import type { FitPipelineOptions } from './fit-pipeline.js';
import { fitTarget } from './fit-target.js';
import { type Look, look } from './look.js';
import { type Pipeline, pipeline } from './pipeline.js';

/** A pass over the parts of a table, and what it comes to. */
export interface Pass<T> {
  push(part: Table): void;
  end(): T;
}

/** A column that a part does not have is empty there. */
const empty = (rows: number): Cells => ({
  rows,
  numbers: (into) => void into.fill(Number.NaN),
  text: () => '',
});

/** The cells of a column of a part. */
function cellsIn(part: Table, columns: ReadonlyMap<string, Column>, name: string): Cells {
  const column = columns.get(name);
  return column ? cellsOf(column) : empty(part.rows);
}

const byName = ({ columns }: Table) => new Map(columns.map((column) => [column.name, column]));

/** What the first pass found. */
interface Found extends Seen {
  readonly notes: readonly string[];
  readonly looks: ReadonlyMap<string, Look>;
}

/** First it is seen what columns are: then it is known what else is to be counted. */
export function firstPass(options: FitPipelineOptions): Pass<Pass<Pipeline>> {
  const looks = new Map<string, Look>();
  const notes: string[] = [];
  let first: (Pick<Table, 'source' | 'missing'> & { readonly line: number }) | undefined;
  let rows = 0;
  return {
    push: (part) => {
      first ??= { source: part.source, missing: part.missing, line: part.lines[0]! };
      notes.push(...part.notes);
      const missing = missingOf(part.missing);
      const columns = byName(part);
      for (const [name, column] of columns) {
        if (looks.has(name)) continue;
        const added = look(column);
        added.add(empty(rows), missing, { lines: [first.line] });
        looks.set(name, added);
      }
      for (const { name, add } of looks.values()) add(cellsIn(part, columns, name), missing, part);
      rows += part.rows;
    },
    end: () => {
      const { source, missing } = first ?? { source: '<input>', missing: undefined };
      if (rows < 2)
        throw new TableError(`${source}: the table has ${count(rows, 'row')}; expected at least 2 to learn from`);
      return secondPass({ source, rows, missing, notes, looks }, options);
    },
  };
}

/** Then what the first pass says is counted: how far numbers are from their mean, and which words there are. */
function secondPass(found: Found, { target: name, task }: FitPipelineOptions): Pass<Pipeline> {
  const { source, rows, missing, looks } = found;
  const column = looks.get(name);
  if (!column) throw noColumn(source, [...looks.keys()], name);
  const target = fitTarget(column, task, found);
  const others = [...looks.values()].filter((look) => look !== column);
  const features = new Map(others.map((look) => [look.name, fitFeature(look, found)]));
  const fittings = new Map<string, Fitting<unknown>>([[name, target], ...features]);
  let seen = 0;
  return {
    push: (part) => {
      seen += part.rows;
      const [columns, means] = [byName(part), missingOf(part.missing)];
      for (const [name, { add }] of fittings) add(cellsIn(part, columns, name), means);
    },
    end: () => {
      if (seen !== rows)
        throw new TableError(
          `${source}: the second pass had ${count(seen, 'row')}, the first ${rows}; expected the same table twice`,
        );
      const notes = [...found.notes];
      const aloud = columnNotes();
      const said = { ...aloud, note: (text: string) => void notes.push(text) };
      const known = target.end(said);
      const used = [...features.values()].flatMap((feature) => feature.end(aloud) ?? []);
      if (used.length === 0) {
        const why = [...found.notes, ...aloud.all()].join('; ') || 'it is the only column';
        throw new TableError(
          `${source}: no column is left to predict ${name} from; expected at least one with numbers or a few categories (${why})`,
        );
      }
      return pipeline({ features: used, target: known, missing }, [...notes, ...aloud.all()]);
    },
  };
}
