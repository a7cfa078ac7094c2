import { label } from '../plot/label.js';
import type { Io } from '../terminal/io.js';
import type { OpenedModel } from '../training/model-file.js';
import { type Html, html } from './html.js';

/** A value of a recipe as text: what is inside of it as JSON. */
const text = (value: unknown): string =>
  label(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)), 80);

/** Names with values, each on a line. */
const list = (entries: readonly (readonly [string, unknown])[]): Html =>
  html`<dl>${entries.map(([name, value]) => html`<div><dt>${label(name, 40)}</dt><dd>${text(value)}</dd></div>`)}</dl>`;

const entriesOf = (value: unknown) => (typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** How a model was made: its layers, the recipe, the data it was made from. */
export function madeSection({ model, metadata }: OpenedModel, tell: Io['tell']): Html {
  let shape = model.inputShape;
  const layers = model.layers.map((layer, i) => {
    shape = layer.outputs(shape);
    const own = model.parameters.filter(({ name }) => name.startsWith(`layers.${i}.`));
    const size = typeof shape === 'number' ? String(shape) : shape.join(' × ');
    const count = own.reduce((n, { length }) => n + length, 0);
    return html`<tr><th scope="row">${layer.kind}</th><td class="number">${size}</td><td>${label(layer.activation?.name ?? '–', 24)}</td><td class="number">${count}</td></tr>`;
  });
  const recipe = entriesOf(metadata.recipe);
  const data = entriesOf(metadata.data);
  return html`<section aria-labelledby="made"><h2 id="made">${tell({ en: 'How it was made', zh: '它是怎样得到的' })}</h2>
<div class="columns"><div class="card"><h3>${tell({ en: 'Layers', zh: '各层' })}</h3>
<table><thead><tr><th scope="col">${tell({ en: 'layer', zh: '层' })}</th><th scope="col" class="number">${tell({ en: 'outputs', zh: '输出' })}</th><th scope="col">${tell({ en: 'activation', zh: '激活函数' })}</th><th scope="col" class="number">${tell({ en: 'parameters', zh: '参数' })}</th></tr></thead><tbody>${layers}</tbody></table>
${data.length > 0 && html`<h3>${tell({ en: 'Made from', zh: '训练数据' })}</h3>${list(data)}`}</div>
${recipe.length > 0 && html`<div class="card"><h3>${tell({ en: 'Recipe', zh: '训练设置' })}</h3>${list(recipe)}</div>`}</div></section>`;
}
