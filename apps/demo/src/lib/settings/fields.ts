/** One thing that a reader can set: what it is at first, and how it is written in an address. */
export interface Field<T> {
  readonly initial: T;
  /** undefined where the text is no such value. */
  read(text: string): T | undefined;
  write(value: T): string;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

const within = (value: number, { min, max }: Range) => value >= min && value <= max;
const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

/** A number of a range. */
export const number = (initial: number, range: Range): Field<number> => ({
  initial,
  read: (text) => (within(numberOf(text), range) ? numberOf(text) : undefined),
  write: String,
});

/** A whole number of a range. */
export const whole = (initial: number, range: Range): Field<number> => ({
  ...number(initial, range),
  read: (text) => (Number.isInteger(numberOf(text)) && within(numberOf(text), range) ? numberOf(text) : undefined),
});

/** Yes or no. */
export const truth = (initial: boolean): Field<boolean> => ({
  initial,
  read: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  write: (value) => (value ? '1' : '0'),
});

/** One of a few words. */
export const choice = <const Choice extends string>(
  initial: NoInfer<Choice>,
  choices: readonly Choice[],
): Field<Choice> => ({
  initial,
  read: (text) => choices.find((word) => word === text),
  write: (word) => word,
});

/** A list of so many numbers, each of the range. */
export const numbers = (
  initial: readonly number[],
  {
    least = initial.length,
    most = initial.length,
    ...range
  }: Range & { readonly least?: number; readonly most?: number },
): Field<readonly number[]> => ({
  initial,
  read: (text) => {
    const values = text === '' ? [] : text.split(',').map(numberOf);
    const fits = values.length >= least && values.length <= most && values.every((value) => within(value, range));
    return fits ? values : undefined;
  },
  write: (values) => values.join(','),
});

/** Rows of numbers, `1,2;3,4`: as many in each as there are at first. */
export const rows = (
  initial: readonly (readonly number[])[],
  {
    least = initial.length,
    most = initial.length,
    ...range
  }: Range & { readonly least?: number; readonly most?: number },
): Field<readonly (readonly number[])[]> => {
  const width = initial[0]?.length ?? 0;
  return {
    initial,
    read: (text) => {
      const values = text === '' ? [] : text.split(';').map((row) => row.split(',').map(numberOf));
      const fits = values.every((row) => row.length === width && row.every((value) => within(value, range)));
      return fits && values.length >= least && values.length <= most ? values : undefined;
    },
    write: (values) => values.map((row) => row.join(',')).join(';'),
  };
};
