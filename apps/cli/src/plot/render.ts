import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { label, lines, textWidth } from './label.js';
import { INNER, type LegendItem, PADDING, type Panel, type Picture, WIDTH } from './picture.js';
import { FONTS, type Theme } from './theme.js';

const SVG = 'http://www.w3.org/2000/svg';
const SIZE = 12;
const TITLE = { size: 16, line: 24 };
const LINE = 17;
const LEGEND_LINE = 20;
/** Between the panels. */
const GAP = 14;

type Attributes = Readonly<Record<string, string | number>>;

function element(document: Document, name: string, attributes: Attributes, text?: string): Element {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** A plot as an <svg> of its own: Plot wraps it into a <figure> where it adds a legend, which is HTML. */
function drawn(document: Document, { fontSize = SIZE, ...panel }: Panel): Element {
  const plot = Plot.plot({
    marginLeft: 52,
    marginRight: 12,
    marginTop: 22,
    marginBottom: 38,
    ...panel,
    x: { labelAnchor: 'center', ...panel.x },
    color: { type: 'identity' },
    width: INNER,
    document,
  });
  const svg = plot.localName === 'svg' ? plot : plot.querySelector('svg')!;
  // Its style sheet is for pages; and a class says nothing in a file.
  svg.querySelector('style')?.remove();
  for (const name of ['class', 'fill', 'font-size', 'font-family', 'xmlns']) svg.removeAttribute(name);
  if (fontSize !== SIZE) svg.setAttribute('font-size', String(fontSize));
  return svg;
}

/** The symbols and names of a legend, in rows. Returns what to add, and how high it is. */
function legend(document: Document, items: readonly LegendItem[], { ink }: Theme) {
  const group = element(document, 'g', { 'font-size': SIZE });
  let [x, y] = [0, 0];
  for (const { text, colour, look } of items) {
    const width = 26 + textWidth(text, SIZE) + 16;
    if (x > 0 && x + width > INNER) [x, y] = [0, y + LEGEND_LINE];
    group.append(sign(document, { colour, look }, x, y + 7));
    group.append(element(document, 'text', { x: x + 26, y: y + 11, fill: ink }, text));
    x += width;
  }
  return { group, height: y + LEGEND_LINE };
}

/** How a series looks, in little: a line, a point or an area. */
function sign(document: Document, { colour, look }: Omit<LegendItem, 'text'>, x: number, y: number): Element {
  if (look === 'area')
    return element(document, 'rect', { x: x + 4, y: y - 6, width: 14, height: 12, rx: 2, fill: colour });
  if ('line' in look) {
    const dashes: Attributes = look.line === undefined ? {} : { 'stroke-dasharray': look.line };
    return element(document, 'path', {
      d: `M${x},${y}h20`,
      stroke: colour,
      'stroke-width': 2.5,
      fill: 'none',
      ...dashes,
    });
  }
  const mark = Plot.dot([0], { x: x + 10, y, symbol: look.symbol, r: 4.5, fill: colour });
  const plot = Plot.plot({
    x: { type: 'identity' },
    y: { type: 'identity' },
    axis: null,
    marks: [mark],
    document,
  });
  return plot.querySelector('[aria-label="dot"]')!;
}

/** Names of what is clipped that depend on nothing but the picture, so that pictures stand on one page. */
function renameClips(svg: Element, name: string): void {
  svg.querySelectorAll('clipPath').forEach((clip, k) => {
    const [was, id] = [clip.getAttribute('id'), `nn-${name}-clip-${k}`];
    clip.setAttribute('id', id);
    for (const user of svg.querySelectorAll(`[clip-path="url(#${was})"]`))
      user.setAttribute('clip-path', `url(#${id})`);
  });
}

/** What the parts are called is for pages that are made of parts: this is one picture, with one description. */
function dropLabels(svg: Element): void {
  for (const part of svg.querySelectorAll('[aria-label], [aria-hidden]')) {
    part.removeAttribute('aria-label');
    part.removeAttribute('aria-hidden');
  }
}

/** Two decimals are a hundredth of a pixel. */
const PLACES = ['d', 'transform', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'width', 'height'];
function roundPlaces(svg: Element): void {
  for (const part of svg.querySelectorAll('*')) {
    for (const name of PLACES) {
      const value = part.getAttribute(name);
      if (value !== null && !value.includes('scale'))
        part.setAttribute(
          name,
          value.replace(/-?\d+\.\d{3,}(e-\d+)?/g, (n) => String(Number(Number(n).toFixed(2)))),
        );
    }
  }
}

/**
 * A picture as SVG that stands alone: no script, no style sheet, nothing from outside; title and description for those who do not see it;
 * every text escaped. As XML 1.0.
 */
export function render(picture: Picture, theme: Theme): string {
  const { document } = parseHTML('<html></html>') as unknown as { document: Document };
  const { name, title, caption, panels } = picture;
  const root = element(document, 'svg', {
    role: 'img',
    'aria-labelledby': `nn-${name}-title nn-${name}-caption`,
    'font-family': FONTS,
    'font-size': SIZE,
    fill: theme.ink,
    color: theme.ink,
  });
  root.append(element(document, 'title', { id: `nn-${name}-title` }, title));
  root.append(element(document, 'desc', { id: `nn-${name}-caption` }, caption));
  root.append(element(document, 'rect', { width: '100%', height: '100%', fill: theme.surface }));
  let y = PADDING;
  const heading = { x: PADDING, y: y + TITLE.size - 2, 'font-size': TITLE.size, 'font-weight': 600 };
  root.append(element(document, 'text', heading, label(title, Math.floor(INNER / 9.2))));
  y += TITLE.line;
  for (const line of lines(caption, Math.floor(INNER / 6.4))) {
    root.append(element(document, 'text', { x: PADDING, y: y + SIZE, fill: theme.muted }, line));
    y += LINE;
  }
  y += 6;
  if (picture.legend) {
    const { group, height } = legend(document, picture.legend, theme);
    group.setAttribute('transform', `translate(${PADDING},${y})`);
    root.append(group);
    y += height + 4;
  }
  for (const panel of panels) {
    const svg = drawn(document, panel);
    svg.setAttribute('x', String(PADDING));
    svg.setAttribute('y', String(y));
    root.append(svg);
    y += panel.height + GAP;
  }
  const height = Math.ceil(y - GAP + PADDING / 2);
  for (const [key, value] of Object.entries({ width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}` }))
    root.setAttribute(key, String(value));
  dropLabels(root);
  renameClips(root, name);
  roundPlaces(root);
  return `${root.outerHTML.replace('<svg', `<svg xmlns="${SVG}"`)}\n`;
}
