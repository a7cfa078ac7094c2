import type { PlotOptions } from '@observablehq/plot';

/** What a picture is called: in `--what`, and in the name of its file. */
export type PictureName =
  | 'loss'
  | 'confusion'
  | 'roc'
  | 'calibration'
  | 'residuals'
  | 'importance'
  | 'boundary'
  | 'weights';

/** How a series is drawn, and what it is. */
export interface LegendItem {
  readonly text: string;
  readonly colour: string;
  /** A line, perhaps in dashes; or the symbol of points; or an area of the colour. */
  readonly look: { readonly line: string | undefined } | { readonly symbol: SymbolName } | 'area';
}

/** Symbols that differ where colours do not. */
export const symbols = ['circle', 'triangle', 'square', 'diamond', 'plus', 'star', 'wye', 'times'] as const;
export type SymbolName = (typeof symbols)[number];

/** One pair of axes. */
export type Panel = PlotOptions & {
  readonly height: number;
  /** Of the axes, where it is not the usual one. */
  readonly fontSize?: number;
};

/** What is drawn, before it is SVG. Every text in it is clean; none of it is escaped. */
export interface Picture {
  readonly name: PictureName;
  readonly title: string;
  /** What is to be seen, in a sentence or two, with the numbers that count. */
  readonly caption: string;
  readonly legend?: readonly LegendItem[];
  /** Below each other. */
  readonly panels: readonly Panel[];
}

/** How wide every picture is, in pixels: two are beside each other on a page, and one is still read on a phone. */
export const WIDTH = 480;
/** What is left free around a picture. */
export const PADDING = 18;
/** How wide a panel is. */
export const INNER = WIDTH - 2 * PADDING;

/** The colour of a series: of more than there are, the first ones come again, and `dashOf` tells them apart. */
export const cyclic = <T>(list: readonly T[], k: number): T => list[k % list.length]!;

/** In dashes from the ninth series on. */
export const dashOf = (k: number, colours: number): string | undefined =>
  [undefined, '5 3', '2 3', '8 3 2 3'][Math.floor(k / colours) % 4];
