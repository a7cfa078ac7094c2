import type { RenderFunction } from '@observablehq/plot';

const SVG = 'http://www.w3.org/2000/svg';
/** So many strengths of a colour are told apart. */
const LEVELS = 16;

/** One field of a heat map: its column and row, counted from 0. */
export interface Field {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
  /** From 0, nothing to be seen, to 1. */
  readonly strength: number;
}

/**
 * Squares of side 1 whose colour is the stronger the larger their value, as a mark for Plot. All of one strength are one path, so that ten thousand of them are still a
 * small file; and the strength is opacity, so that nothing is white where the page is dark.
 */
export const heat =
  (fields: readonly Field[]): RenderFunction =>
  (_, { x, y }, __, ___, { document }) => {
    const group = document.createElementNS(SVG, 'g');
    group.setAttribute('shape-rendering', 'crispEdges');
    const paths = new Map<string, { colour: string; level: number; d: string }>();
    // In the units of the axes, so that a field takes few characters: a line of length 1 and width 1.
    const [left, top] = [Number(x!(0)), Number(y!(0))];
    const [across, down] = [Number(x!(1)) - left, Number(y!(1)) - top].map((side) => side.toFixed(4));
    group.setAttribute(
      'transform',
      `translate(${left.toFixed(2)},${top.toFixed(2)}) scale(${across},${down}) translate(0,0.5)`,
    );
    for (const field of fields) {
      const level = Math.round(Math.min(1, field.strength) * LEVELS);
      if (!(level > 0)) continue;
      const key = `${level} ${field.colour}`;
      const path = paths.get(key) ?? { colour: field.colour, level, d: '' };
      paths.set(key, path);
      path.d += `M${field.x} ${field.y}h1`;
    }
    for (const { colour, level, d } of paths.values()) {
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('stroke', colour);
      path.setAttribute('stroke-opacity', (level / LEVELS).toFixed(2));
      path.setAttribute('d', d);
      group.append(path);
    }
    return group;
  };
