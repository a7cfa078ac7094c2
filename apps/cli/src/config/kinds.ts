/** What values a setting takes, on the command line and in a configuration: said once, for both and for the schema. */
export interface Kind {
  /** In words: 'a number above 0'. */
  readonly expected: string;
  /** The value that a text on the command line stands for; what does not fit where it stands for none. */
  parse(text: string): unknown;
  fits(value: unknown): boolean;
  /** As JSON Schema. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** The names, where it is one of a few. */
  readonly choices?: readonly string[];
}

const parseNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const numeric = (expected: string, schema: Kind['schema'], within: (value: number) => boolean): Kind => ({
  expected,
  parse: parseNumber,
  fits: (value) => typeof value === 'number' && Number.isFinite(value) && within(value),
  schema,
});

export const positive = numeric('a number above 0', { type: 'number', exclusiveMinimum: 0 }, (v) => v > 0);

export const fromZero = numeric('a number from 0', { type: 'number', minimum: 0 }, (v) => v >= 0);

/** A part of a whole: from 0 to below 1. */
export const part = numeric(
  'a part from 0 to below 1',
  { type: 'number', minimum: 0, exclusiveMaximum: 1 },
  (v) => v >= 0 && v < 1,
);

export const whole = numeric('a whole number', { type: 'integer' }, Number.isSafeInteger);

export const count = numeric(
  'a whole number from 1',
  { type: 'integer', minimum: 1 },
  (v) => Number.isSafeInteger(v) && v >= 1,
);

/** One of a few names. */
export const choice = (names: readonly string[]): Kind => ({
  expected: `one of ${names.join(', ')}`,
  parse: (text) => text,
  fits: (value) => names.some((name) => name === value),
  schema: { enum: names },
  choices: names,
});

export const text: Kind = {
  expected: 'a text',
  parse: (value) => value,
  fits: (value) => typeof value === 'string',
  schema: { type: 'string' },
};

/** Yes or no; on the command line an option without a value says it. */
export const truth: Kind = {
  expected: 'true or false',
  parse: (value) => value,
  fits: (value) => typeof value === 'boolean',
  schema: { type: 'boolean' },
};

/** Units of hidden layers: 64,32, or none. */
export const sizes: Kind = {
  expected: 'sizes such as 16,16, or none',
  parse: (value) => (value === 'none' ? [] : value.split(',').map(parseNumber)),
  fits: (value) => Array.isArray(value) && value.every(count.fits),
  schema: { type: 'array', items: count.schema },
};

/** A number of samples, or all of them. */
export const batch: Kind = {
  expected: "a whole number from 1, or 'all'",
  parse: (value) => (value === 'all' ? 'all' : parseNumber(value)),
  fits: (value) => value === 'all' || count.fits(value),
  schema: { anyOf: [count.schema, { const: 'all' }] },
};
