import type { Quality } from './quality.js';

/** The quality on two parts of a table together, to the bit that on one where the other has no rows. */
export function mergedQuality(a: Quality, b: Quality): Quality {
  if (a.task === 'classes' && b.task === 'classes') return mergedClasses(a, b);
  if (a.task === 'number' && b.task === 'number') return mergedNumbers(a, b);
  throw new TypeError('mergedQuality: expected the qualities of one model');
}

type OfClasses = Quality & { task: 'classes' };
type OfNumbers = Quality & { task: 'number' };

function mergedClasses(a: OfClasses, b: OfClasses): OfClasses {
  const rows = a.rows + b.rows;
  const confusion = a.confusion.map((row, i) => row.map((n, k) => n + b.confusion[i]![k]!));
  const counts = confusion.map((row) => row.reduce((s, n) => s + n, 0));
  const most = counts.reduce((best, n, k) => (n > counts[best]! ? k : best), 0);
  const unknown = [a.unknown, b.unknown].filter((part) => part !== undefined);
  return {
    task: 'classes',
    rows,
    accuracy: confusion.reduce((s, row, k) => s + row[k]!, 0) / rows,
    baseline: { class: a.classes[most]!, accuracy: counts[most]! / rows },
    classes: a.classes,
    confusion,
    ...(unknown.length > 0 && {
      unknown: {
        rows: unknown.reduce((s, part) => s + part.rows, 0),
        classes: [...new Set(unknown.flatMap((part) => part.classes))],
      },
    }),
  };
}

/** Means of parts, weighted by their rows; the spread around the common mean is that within the parts and that between them (Chan, Golub and LeVeque, 1979). */
function mergedNumbers(a: OfNumbers, b: OfNumbers): OfNumbers {
  const rows = a.rows + b.rows;
  const [p, q] = [a.rows / rows, b.rows / rows];
  const mean = p * a.baseline.mean + q * b.baseline.mean;
  const squared = p * a.rmse ** 2 + q * b.rmse ** 2;
  const between = p * q * (a.baseline.mean - b.baseline.mean) ** 2;
  const spread = p * a.baseline.rmse ** 2 + q * b.baseline.rmse ** 2 + between;
  return {
    task: 'number',
    rows,
    rmse: Math.sqrt(squared),
    mae: p * a.mae + q * b.mae,
    r2: spread === 0 ? 0 : 1 - squared / spread,
    baseline: { mean, rmse: Math.sqrt(spread) },
  };
}
