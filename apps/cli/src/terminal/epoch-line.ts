import stringWidth from 'string-width';
import { epochFields, type Field, type Fields, type Key, type Standing } from './epoch-fields.js';
import { type Io, inColour, painted } from './io.js';
import { marksOf, rangeOf, sparkline } from './sparkline.js';

/** What is given up, first to last, where the line is too long: a field, or its name or curve. */
export type GivenUp = readonly (Key | `${Key}.${'name' | 'curve'}`)[];

/** While one training goes, its numbers count. */
export const ALONE: GivenUp = [
  'speed',
  'training.curve',
  'title',
  'epoch.name',
  'training',
  'time',
  'accuracy',
  'watched.curve',
  'watched.name',
  'watched',
];

/** Among other lines, a line needs its title. */
export const AMONG_OTHERS: GivenUp = [
  'speed',
  'training.curve',
  'time',
  'epoch.name',
  'training',
  'watched.curve',
  'accuracy',
  'watched.name',
  'watched',
  'title',
];

const GAP = '  ';
/** How many characters a curve has. */
const CURVE = { least: 4, most: 16 } as const;

const fieldWidth = ({ name, value, curve }: Field) =>
  (name ? stringWidth(name) + 1 : 0) + stringWidth(value) + (curve ? 1 + CURVE.least : 0);

const lineWidth = (fields: Fields) =>
  Object.values(fields).reduce((sum, field) => sum + fieldWidth(field) + GAP.length, -GAP.length);

/** The fields without one of them, or without the name or the curve of one. */
function without(fields: Fields, given: GivenUp[number]): Fields {
  const [key, part] = given.split('.') as [Key, ('name' | 'curve')?];
  const { [key]: field, ...others } = fields;
  if (!field) return fields;
  if (!part) return others;
  const { [part]: _, ...kept } = field;
  // In its old place.
  return { ...fields, [key]: kept };
}

/** A training in one line of at most `most` columns: as much as fits, and the room that is left goes to the curves. */
export function epochLine(standing: Standing, io: Io, most: number, givenUp: GivenUp): string {
  let fields = epochFields(standing, io);
  for (const given of givenUp) {
    if (lineWidth(fields) <= most) break;
    fields = without(fields, given);
  }
  // What is seen beside one another has one scale.
  const curves = Object.values(fields).flatMap(({ curve }) => (curve ? [curve] : []));
  const range = rangeOf(...curves);
  const room = Math.floor(Math.max(0, most - lineWidth(fields)) / Math.max(1, curves.length));
  const length = Math.min(CURVE.most, CURVE.least + room);
  const colours = inColour(io.env, io.live);
  const marks = marksOf(io.env);
  const written = Object.values(fields).map(({ name, value, curve, look = 'plain' }) =>
    [
      ...(name ? [painted('quiet', name, colours)] : []),
      painted(look, value, colours),
      ...(curve ? [sparkline(curve, length, range, marks).padEnd(length)] : []),
    ].join(' '),
  );
  return written.join(GAP);
}

/** The same in words, for a log: whole, and without curves. */
export const plainEpochLine = (standing: Standing, io: Io): string =>
  Object.values(epochFields(standing, io))
    .map(({ name, value }) => (name ? `${name} ${value}` : value))
    .join(GAP);
