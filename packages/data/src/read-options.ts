import { checkGiven, checkOption, shown } from '@nn/formula';

/** What a column is, where that is not to be found out: numbers, words (also such as are written in digits), or nothing to be looked at. */
export type ColumnType = 'number' | 'category' | 'ignore';

/** How a table in CSV is written. */
export interface CsvOptions {
  /** What stands between cells; found out from the first line if not given (comma, semicolon or tab). */
  readonly delimiter?: string | undefined;
  /** The character around cells in which a separator or a line end is meant; '"' by default, '' for none. */
  readonly quote?: string | undefined;
  /** Whether the first line holds the names of the columns; it does by default. Else they are column_1, column_2, … */
  readonly header?: boolean | undefined;
  /** Where the text came from, for messages. */
  readonly source?: string | undefined;
  /** All that means that a value is missing, instead of what usually does: ['', 'NA', '-999']. Numbers are compared by value. */
  readonly missing?: readonly string[] | undefined;
  /** What columns are: { zip: 'category', id: 'ignore' }, or a function of the column's name. */
  readonly types?: Readonly<Record<string, ColumnType>> | ((name: string) => ColumnType | undefined) | undefined;
}

const isLetter = (value: unknown, least: number) =>
  typeof value === 'string' && value.length >= least && !/[\r\n]/.test(value);

const isTypes = (types: unknown): boolean =>
  typeof types === 'function' ||
  (typeof types === 'object' &&
    types !== null &&
    Object.values(types).every((type) => type === 'number' || type === 'category' || type === 'ignore'));

/** Throws, with the name of the function, where options of reading a table are none. */
export function checkReading(name: string, options: CsvOptions): void {
  const { delimiter, quote, missing, types } = checkGiven(name, options, "{ delimiter: ';' }");
  if (delimiter !== undefined)
    checkOption(`${name}: delimiter`, delimiter, 'a character such as ;', isLetter(delimiter, 1), 'none');
  if (quote !== undefined)
    checkOption(
      `${name}: quote`,
      quote,
      "a character of ASCII such as ', or '' for none",
      isLetter(quote, 0) && quote.length <= 1 && (quote === '' || quote < '\u0080'),
      'none',
    );
  if (quote !== undefined && quote !== '' && (delimiter ?? '').includes(quote))
    throw new RangeError(`${name}: quote: expected another character than the delimiter, got ${shown(quote)}`);
  if (missing !== undefined)
    checkOption(
      `${name}: missing`,
      missing,
      "a list of texts such as ['', 'NA']",
      Array.isArray(missing) && missing.every((word) => typeof word === 'string'),
      'list',
    );
  if (types !== undefined)
    checkOption(
      `${name}: types`,
      types,
      "types of columns such as { zip: 'category', age: 'number', id: 'ignore' }",
      isTypes(types),
      'none',
    );
}

/** What is said of a column's type; nothing for most. */
export function typeOf(name: string, types: CsvOptions['types']): ColumnType | undefined {
  if (typeof types === 'function') return types(name);
  return types && Object.hasOwn(types, name) ? types[name] : undefined;
}
