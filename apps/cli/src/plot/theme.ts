/** The colours of a picture, by what they are for. */
export interface Theme {
  /** What everything is drawn on. */
  readonly surface: string;
  /** Text and axes; and text of less weight. */
  readonly ink: string;
  readonly muted: string;
  /** Lines that only guide the eye. */
  readonly grid: string;
  /** Text on a strong colour. */
  readonly onStrong: string;
  /**
   * Series, the first ones first: of different lightness too, so that they differ for every kind of sight and in print. Each is at least 3:1
   * against the surface (after Okabe and Ito, 2008).
   */
  readonly series: readonly string[];
}

export const light: Theme = {
  surface: '#ffffff',
  ink: '#1c2430',
  muted: '#5b6675',
  grid: '#dde3ea',
  onStrong: '#ffffff',
  series: ['#0b6bb5', '#d0540b', '#07845c', '#a8478a', '#96690a', '#3d4b9e', '#7a8491', '#6b2d3c'],
};

export const dark: Theme = {
  surface: '#12171d',
  ink: '#e6ebf1',
  muted: '#9aa6b4',
  grid: '#2b343f',
  onStrong: '#0b1016',
  series: ['#4ea6ea', '#f0853c', '#30bf92', '#dd86c3', '#dcb23c', '#a3aef5', '#8f9aa8', '#e08a9b'],
};

/** How a page calls the colours that it sets itself, for light and for dark: `--surface`, …, `--series-1`, …. */
export const ofPage: Theme = {
  surface: 'var(--surface)',
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  grid: 'var(--grid)',
  onStrong: 'var(--on-strong)',
  series: light.series.map((_, k) => `var(--series-${k + 1})`),
};

/** The declarations that make `ofPage` this theme. */
export const declarations = ({ surface, ink, muted, grid, onStrong, series }: Theme): string =>
  Object.entries({ surface, ink, muted, grid, 'on-strong': onStrong })
    .concat(series.map((colour, k) => [`series-${k + 1}`, colour]))
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

/** What systems have; the Chinese ones by name, since some have no rule for them. */
export const FONTS =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Liberation Sans', sans-serif";
