import type { Pipeline, Table } from '@nn/data';
import { label } from '../plot/label.js';
import { tick } from '../plot/tick.js';
import type { Io } from '../terminal/io.js';
import { type ColumnSummary, summarize } from './column-summary.js';
import { type Html, html } from './html.js';

/** More columns than that are not read. */
const MOST = 100;

const BARS = { width: 96, height: 26 };

/** A little histogram: bars without axes. */
function bars(counts: readonly number[]): Html {
  const most = Math.max(...counts);
  const width = BARS.width / counts.length;
  const path = counts
    .map((count, i) => {
      const height = count === 0 ? 0 : Math.max(1, Math.round((count / most) * BARS.height));
      return height === 0 ? '' : `M${i * width} ${BARS.height}v-${height}h${width - 1}v${height}z`;
    })
    .join('');
  return html`<svg class="bars" width="${BARS.width}" height="${BARS.height}" viewBox="0 0 ${BARS.width} ${BARS.height}" aria-hidden="true"><path d="${path}"/></svg>`;
}

function contents(column: ColumnSummary, tell: Io['tell']): Html {
  if (column.kind === 'number') {
    const { least, most, mean } = column;
    return html`${bars(column.counts)}<span>${tell({
      en: `${tick(least)} to ${tick(most)}, mean ${tick(mean)}`,
      zh: `${tick(least)} 至 ${tick(most)}，平均 ${tick(mean)}`,
    })}</span>`;
  }
  const { frequent, different } = column;
  const rest = different - frequent.length;
  return html`<span class="words">${frequent.map(
    ({ word, count }) => html`<span class="word">${label(word, 24)} <b>${count}</b></span>`,
  )}${rest > 0 && html`<span class="word">${tell({ en: `… and ${rest} more`, zh: `… 另有 ${rest} 个` })}</span>`}</span>`;
}

/** The columns of a table: what each is for the model, what is missing and what is in it. */
export function dataSection(table: Table, pipeline: Pipeline, tell: Io['tell']): Html {
  const columns = summarize(table, pipeline);
  const order = { target: 0, input: 1, unused: 2 };
  const shown = [...columns].sort((a, b) => order[a.role] - order[b.role]).slice(0, MOST);
  const role = {
    target: tell({ en: 'predicted', zh: '要预测' }),
    input: tell({ en: 'read', zh: '读取' }),
    unused: tell({ en: 'not used', zh: '未使用' }),
  };
  const kind = { number: tell({ en: 'number', zh: '数值' }), words: tell({ en: 'words', zh: '类别' }) };
  const title = tell({ en: 'The data', zh: '数据' });
  return html`<section aria-labelledby="data"><h2 id="data">${title}</h2>
<p class="lead">${tell({
    en: `${table.rows} rows and ${columns.length} columns of ${label(table.source, 60)}.`,
    zh: `${label(table.source, 60)}：${table.rows} 行，${columns.length} 列。`,
  })}${
    shown.length < columns.length &&
    tell({ en: ` ${shown.length} of the columns are shown.`, zh: `显示其中 ${shown.length} 列。` })
  }</p>
<div class="scroll" tabindex="0" role="region" aria-label="${tell({ en: 'The columns', zh: '各列' })}"><table><thead><tr>
<th scope="col">${tell({ en: 'column', zh: '列' })}</th><th scope="col">${tell({ en: 'values', zh: '取值' })}</th><th scope="col" class="number">${tell({ en: 'missing', zh: '缺失' })}</th><th scope="col">${tell({ en: 'kind', zh: '类型' })}</th><th scope="col">${tell({ en: 'is', zh: '用途' })}</th>
</tr></thead><tbody>
${shown.map(
  (column) =>
    html`<tr><th scope="row">${label(column.name, 40)}</th><td><div class="contents">${contents(column, tell)}</div></td><td class="number">${column.missing === 0 ? '–' : column.missing}</td><td>${kind[column.kind]}</td><td class="${column.role}">${role[column.role]}</td></tr>
`,
)}</tbody></table></div></section>`;
}
