/** What values a setting takes, on the command line and in a configuration: said once, for both and for the schema. */
export interface Kind {
  /** In words: 'a number above 0'. */
  readonly expected: string;
  /** The value that a text on the command line stands for, behind what was given before it; what does not fit where it stands for none. */
  parse(text: string, before?: unknown): unknown;
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

const isOneCharacter = (value: unknown, more: (character: string) => boolean) =>
  typeof value === 'string' && [...value].length === 1 && !/[\r\n]/.test(value) && more(value);

/** What stands between cells. */
export const separator: Kind = {
  expected: 'a character such as ; (tab for a tab)',
  parse: (value) => (value === '\\t' || value === 'tab' ? '\t' : value),
  fits: (value) => isOneCharacter(value, () => true),
  schema: { type: 'string', minLength: 1, maxLength: 2 },
};

/** What stands around cells; nothing in the place of none. */
export const quote: Kind = {
  expected: "a character such as ', or none",
  parse: (value) => (value === 'none' ? '' : value),
  fits: (value) => value === '' || isOneCharacter(value, (character) => character < '\u0080'),
  schema: { type: 'string', maxLength: 1 },
};

/** Words; an empty one is always among them, since an empty cell is missing whatever else is. */
export const words: Kind = {
  expected: 'a list of texts',
  parse: (value) => ['', ...value.split(',').map((word) => word.trim())],
  fits: (value) => Array.isArray(value) && value.every((word) => typeof word === 'string'),
  schema: { type: 'array', items: { type: 'string' } },
};

const COLUMN_TYPES = ['number', 'category', 'ignore'] as const;
const TYPED = /^(.+)=(number|category|ignore)$/s;

/** What columns are: `zip=category,id=ignore`; where a name has a comma, an option for each. */
export const columnTypes: Kind = {
  expected: 'columns with number, category or ignore, such as zip=category,id=ignore',
  parse: (value, before) => {
    const parts = value.split(',');
    const each = parts.every((part) => TYPED.test(part)) ? parts : [value];
    const pairs = each.map((part) => TYPED.exec(part)?.slice(1));
    if (!pairs.every((pair) => pair !== undefined)) return undefined;
    return Object.fromEntries([...Object.entries((before ?? {}) as object), ...(pairs as [string, string][])]);
  },
  fits: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((type) => COLUMN_TYPES.some((known) => known === type)),
  schema: { type: 'object', additionalProperties: { enum: COLUMN_TYPES } },
};
