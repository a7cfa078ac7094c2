import type { Diagnosis } from '../doctor/index.js';
import { label } from '../plot/label.js';
import type { Text } from '../telling/text.js';
import type { Io } from '../terminal/io.js';
import { type Html, html } from './html.js';

/** A text may hold a cell of the table: nobody reads a megabyte. */
const MOST = 400;

/** What there is to know: what was diagnosed, the gravest first, then what was noted. */
export function saidSection(
  diagnoses: readonly Diagnosis[],
  notes: readonly string[],
  tell: Io['tell'],
): Html | undefined {
  if (diagnoses.length + notes.length === 0) return undefined;
  const word = {
    error: tell({ en: 'Error', zh: '错误' }),
    warning: tell({ en: 'Warning', zh: '警告' }),
    hint: tell({ en: 'Hint', zh: '提示' }),
  };
  const order = ['error', 'warning', 'hint'] as const;
  const sorted = order.flatMap((severity) => diagnoses.filter((d) => d.severity === severity));
  const short = (text: Text | string) => label(tell(text), MOST);
  return html`<section aria-labelledby="said"><h2 id="said">${tell({ en: 'Worth knowing', zh: '值得注意' })}</h2>
<ul class="said">${sorted.map(
    ({ code, severity, where, says, advice }) =>
      html`<li class="${severity}"><p><span class="badge">${word[severity]}</span> ${where && html`${short(where)}: `}${short(says)} <code>${label(code, 40)}</code></p><p class="advice">${short(advice)}</p></li>`,
  )}${notes.map((note) => html`<li><p>${label(note, MOST)}</p></li>`)}</ul></section>`;
}
