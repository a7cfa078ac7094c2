import type { Encoded, Pipeline, Table, Tally } from '@nn/data';
import type { Matrix } from '@nn/matrix';
import type { Network } from '@nn/net';
import { CommandError } from '../terminal/errors.js';

/** What a network says of a table, row by row. */
export interface Answers extends Pick<Encoded, 'notes'> {
  /** rows x outputs, as the network gives them. */
  readonly output: Matrix;
  /** A label, or a number in its own units, for each row. */
  readonly values: readonly (string | number)[];
}

/** Where the first number is that is not finite; -1 where all are. */
function firstLost({ data }: Matrix): number {
  for (let k = 0; k < data.length; k++) if (!Number.isFinite(data[k])) return k;
  return -1;
}

/** Asks a network about each row of a table. Throws CommandError at the first row whose answer is not finite. `tally` counts over several tables. */
export function answers(model: Network, pipeline: Pipeline, table: Table, tally?: Tally): Answers {
  const encoded = pipeline.encode(table, tally);
  const { x } = encoded;
  const output = model.predict(x);
  const lost = firstLost(output);
  if (lost >= 0) {
    const line = table.lines[Math.floor(lost / output.cols)];
    throw new CommandError(
      `${table.source}:${line}: the answer for this row is not a finite number; a value in it is probably far outside of what the training table held`,
    );
  }
  return {
    output,
    values: pipeline.decode(output),
    get notes() {
      return encoded.notes;
    },
  };
}
