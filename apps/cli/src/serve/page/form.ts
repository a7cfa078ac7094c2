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

/** Where most numbers of a column lie, if they are spread as they mostly are: two standard deviations around the mean. */
const usual = ({ mean, std }: Feature & { kind: 'number' }) =>
  [short3(mean - 2 * std), short3(mean + 2 * std)] as const;
const short3 = (value: number) => String(Number(value.toPrecision(3)));

function numberField(feature: Feature & { kind: 'number' }, place: number, value: string, words: Words): Html {
  const name = nameOf(place);
  return html`<div><label for="${name}">${feature.name}</label><input id="${name}" name="${name}" type="number" step="any" inputmode="decimal" placeholder="${short(feature.mean)}" value="${value}" aria-describedby="h${place}"><p class="hint" id="h${place}">${words.usually(...usual(feature))}</p></div>`;
}

function choiceField(feature: Feature & { kind: 'category' }, place: number, value: string): Html {
  const name = nameOf(place);
  const chosen = feature.categories.indexOf(value === '' ? feature.fill : value);
  const options = feature.categories.map((category, k) =>
    k === chosen
      ? html`<option value="${k}" selected>${category}</option>`
      : html`<option value="${k}">${category}</option>`,
  );
  return html`<div><label for="${name}">${feature.name}</label><select id="${name}" name="${name}">${options}</select></div>`;
}

/** A field for each column that the model reads, with what was sent in it. */
export function form({ features }: Pipeline, row: ReadonlyMap<string, unknown>, words: Words): Html {
  const fields = features.map((feature, k) => {
    const value = String(row.get(feature.name) ?? '');
    return feature.kind === 'number' ? numberField(feature, k, value, words) : choiceField(feature, k, value);
  });
  const layout = features.length > MANY ? 'fields many' : 'fields';
  const empty = features.some(({ kind }) => kind === 'number') ? html`<p class="quiet">${words.empty}</p>` : undefined;
  return html`<form method="post" action="/#answer" autocomplete="off"><div class="${layout}">${fields}</div>${empty}<button>${words.predict}</button></form>`;
}
