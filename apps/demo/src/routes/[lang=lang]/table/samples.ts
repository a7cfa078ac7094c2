import { iris, type Table } from '@nn/data';
import { random } from '@nn/matrix';
import { toCsv } from './nn.js';
import type { Sample } from './settings.js';

/** A table as the text of a file. */
export const csvOf = ({ columns, rows }: Table): string =>
  toCsv([columns.map(({ name }) => name), ...Array.from({ length: rows }, (_, i) => columns.map((c) => c.cells[i]!))]);

const DISTRICTS = { centre: 260, harbour: 140, north: 0, south: 60 };

/** Made-up flats: what a rent is made of is known here, and a network has to find it out. Some years are missing. */
function flats(): string {
  const names = Object.keys(DISTRICTS) as (keyof typeof DISTRICTS)[];
  const draws = random(5).uniform(240, 6);
  const noise = random(6).normal(240, 1);
  const rows = Array.from({ length: draws.rows }, (_, i) => {
    const size = Math.round(25 + 95 * draws.at(i, 0));
    const rooms = Math.max(1, Math.round(size / 27 + draws.at(i, 1) - 0.5));
    const district = names[Math.floor(4 * draws.at(i, 2))]!;
    const year = Math.round(1900 + 120 * draws.at(i, 3));
    const hasBalcony = draws.at(i, 4) < 0.4;
    const rent =
      7 * size +
      70 * rooms +
      DISTRICTS[district] +
      (hasBalcony ? 60 : 0) +
      0.02 * (year - 1950) ** 2 +
      35 * noise.at(i, 0);
    return [size, rooms, district, draws.at(i, 5) < 0.05 ? '' : year, hasBalcony ? 'yes' : 'no', Math.round(rent)];
  });
  return toCsv([['size', 'rooms', 'district', 'year', 'balcony', 'rent'], ...rows]);
}

/** A table with a slip in it, as tables have them. */
const FAULTY = `height,weight,sport
1.82,81,rowing
1.75,6o,running
1.68,55,running
1.91,92,rowing
`;

/** The file of a sample. */
export function sampleFile(name: Sample): { source: string; bytes: Uint8Array } {
  const text = { iris: () => csvOf(iris()), flats, faulty: () => FAULTY }[name]();
  return { source: `${name}.csv`, bytes: new TextEncoder().encode(text) };
}
