import type { Feature, Pipeline } from '@nn/data';
import { short } from '../../terminal/words.js';
import type { Html } from './html.js';
import { html } from './html.js';
import type { Words } from './words.js';

/** More columns than this stand closer together. */
const MANY = 24;

/**
 * What a field of the form is called. Not as its column: browsers change names that have line ends in them, and a few have a meaning
 * of their own.
 */
const nameOf = (place: number): string => `c${place}`;

/** A row from a form that was sent: an empty field of numbers stays empty, a choice is a place among the categories. */
export function rowOfForm({ features }: Pipeline, sent: URLSearchParams): ReadonlyMap<string, string> {
  return new Map(
    features.map((feature, k) => {
      const value = sent.get(nameOf(k)) ?? '';
      return [feature.name, feature.kind === 'number' ? value : (feature.categories[Number(value)] ?? '')] as const;
    }),
  );
}

const rounded = (value: number) => String(Number(value.toPrecision(3)));

/** What goes into a field for a number: any, or none. */
const numberInput = (place: number, mean: number, value: string): Html =>
  html`<input id="${nameOf(place)}" name="${nameOf(place)}" type="number" step="any" inputmode="decimal" placeholder="${short(mean)}" value="${value}" aria-describedby="h${place}">`;

/** A choice among categories, each by its place. */
function choice(place: number, categories: readonly string[], chosen: string): Html {
  const options = categories.map((category, k) =>
    category === chosen
      ? html`<option value="${k}" selected>${category}</option>`
      : html`<option value="${k}">${category}</option>`,
  );
  return html`<select id="${nameOf(place)}" name="${nameOf(place)}" aria-describedby="h${place}">${options}</select>`;
}

/** The field of a column, and what is usual there: where most numbers lie, two standard deviations around the mean, or the most frequent category. */
function field(feature: Feature, place: number, value: string, words: Words): Html {
  const isNumber = feature.kind === 'number';
  const input = isNumber
    ? numberInput(place, feature.mean, value)
    : choice(place, feature.categories, value || feature.fill);
  const hint = isNumber
    ? words.usually(rounded(feature.mean - 2 * feature.std), rounded(feature.mean + 2 * feature.std))
    : words.mostly(feature.fill);
  return html`<div><label for="${nameOf(place)}">${feature.name}</label>${input}<p class="hint" id="h${place}">${hint}</p></div>`;
}

/** A field for each column that the model reads, with what was sent in it. */
export function form({ features }: Pipeline, row: ReadonlyMap<string, unknown>, words: Words): Html {
  const fields = features.map((feature, k) => field(feature, k, String(row.get(feature.name) ?? ''), words));
  const layout = features.length > MANY ? 'fields many' : 'fields';
  const empty = features.some(({ kind }) => kind === 'number') ? html`<p class="quiet">${words.empty}</p>` : undefined;
  return html`<form method="post" action="/#answer" autocomplete="off"><div class="${layout}">${fields}</div>${empty}<button>${words.predict}</button></form>`;
}
