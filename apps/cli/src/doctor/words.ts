import type { Text } from '../telling/text.js';

/** A number in three digits: 0.0251, 124000, 1.98e+20. */
export const brief = (value: number): string =>
  Math.abs(value) < 1e6 ? String(Number(value.toPrecision(3))) : value.toExponential(2).replace(/\.?0+e/, 'e');

/** A part of a whole: 37 %, 0.4 %, 99.7 %. */
export const percent = (part: number): string => {
  const value = 100 * part;
  const near = Math.min(value, 100 - value);
  return `${value.toFixed(near > 0 && near < 1 ? 1 : 0)} %`;
};

/** The first few names, and how many more there are. */
function names(all: readonly string[], most = 5): Text {
  const shown = all.slice(0, most);
  const left = all.length - shown.length;
  if (left === 0) return { en: shown.join(', '), zh: shown.join('、') };
  return { en: `${shown.join(', ')} and ${left} more`, zh: `${shown.join('、')} 等共 ${all.length} 个` };
}

/** One column, or several, as a place. */
export function columnPlace(all: readonly string[]): Text {
  const { en, zh } = names(all);
  return { en: `column${all.length === 1 ? '' : 's'} ${en}`, zh: `列 ${zh}` };
}

/** A layer as a place, counted from 0 as its parameters are. */
export function layerPlace(index: number, kind: string, activation: string | undefined): Text {
  const what = `(${kind}${activation ? `, ${activation}` : ''})`;
  return { en: `layer ${index} ${what}`, zh: `第 ${index} 层 ${what}` };
}
