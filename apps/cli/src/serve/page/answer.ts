import type { Feature } from '@nn/data';
import type { Answer } from '../answer-rows.js';
import { type Html, html } from './html.js';
import type { Words } from './words.js';

/** Less likely classes are only counted. */
const MOST_CLASSES = 10;

/** A probability in percent, in whole per mille. */
const percent = (p: number) => `${(100 * p).toFixed(1)} %`;

/** The width of a bar goes into an attribute of SVG: the page's policy allows no style in HTML. */
const bar = (p: number) =>
  html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${100 * Math.min(1, Math.max(0, p))}" height="10"/></svg>`;

function chances(probabilities: Readonly<Record<string, number>>, words: Words): Html {
  const sorted = Object.entries(probabilities).sort(([, a], [, b]) => b - a);
  const rows = sorted
    .slice(0, MOST_CLASSES)
    .map(
      ([name, p]) => html`<tr><th scope="row">${name}</th><td class="bar">${bar(p)}</td><td>${percent(p)}</td></tr>`,
    );
  const rest = sorted.length - rows.length;
  const more = rest > 0 ? html`<p class="quiet">${words.otherClasses(rest)}</p>` : undefined;
  return html`<table aria-label="${words.probabilities}">${rows}</table>${more}`;
}

/** What the model says of the row in the form. */
export function answerSection(
  answer: Answer,
  features: readonly Feature[],
  row: ReadonlyMap<string, unknown>,
  words: Words,
): Html {
  const heading = html`<h2>${words.answer}</h2>`;
  if ('error' in answer)
    return html`<section id="answer" tabindex="-1" aria-live="polite">${heading}<p class="wrong">${answer.error}</p></section>`;
  const { prediction, probabilities } = answer;
  const said = typeof prediction === 'number' ? Number(prediction.toPrecision(6)) : prediction;
  const empty = features.filter(({ kind, name }) => kind === 'number' && row.get(name) === '').map(({ name }) => name);
  return html`<section id="answer" tabindex="-1" aria-live="polite">${heading}<p class="said">${said}</p>${
    probabilities && chances(probabilities, words)
  }${empty.length > 0 ? html`<p class="quiet">${words.filled(empty)}</p>` : undefined}</section>`;
}
