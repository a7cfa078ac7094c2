import { type Table, TableError, type Target } from '@nn/data';

/** A word for each row names the rows; it tells nothing that could be learnt. */
export function checkClasses(
  { source, rows }: Pick<Table, 'source' | 'rows'>,
  { name, classes }: Target & { kind: 'classes' },
): void {
  if (classes.length <= 20 || classes.length <= rows / 2) return;
  throw new TableError(
    `${source}, column ${name}: expected a number, or classes that come again; got ${classes.length} different words in ${rows} rows (such as '${classes[0]}'); is it the right column?`,
  );
}
