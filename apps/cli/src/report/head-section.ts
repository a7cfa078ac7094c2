import type { Judged } from '../plot/judged.js';
import { label } from '../plot/label.js';
import type { Io } from '../terminal/io.js';
import { short } from '../terminal/words.js';
import type { OpenedModel } from '../training/model-file.js';
import type { Quality } from '../training/quality.js';
import { type Html, html, type Part } from './html.js';

/** The quality of the rows at hand, or what was noted of those that were held back in training. */
function qualityOf({ metadata, pipeline }: OpenedModel, judged: Judged | undefined): Quality | undefined {
  if (judged) return judged.quality;
  const noted = (metadata.validation ?? {}) as Readonly<Record<string, unknown>>;
  const baseline = (noted.baseline ?? {}) as Readonly<Record<string, unknown>>;
  if (noted.task !== pipeline.target.kind) return undefined;
  const needed =
    noted.task === 'classes'
      ? [noted.rows, noted.accuracy, baseline.accuracy]
      : [noted.rows, noted.rmse, noted.r2, baseline.rmse];
  return needed.every((value) => typeof value === 'number') ? (noted as Quality) : undefined;
}

const tile = (name: string, value: string, beside: Part): Html =>
  html`<div class="tile"><dt>${name}</dt><dd><div class="value">${value}</div><div class="beside">${beside}</div></dd></div>`;

const percent = (part: number) => `${(100 * part).toFixed(1)} %`;

/** How far a part of the whole reaches; a line where it would be without a model. */
const meter = (part: number, baseline: number): Html => {
  const [reached, line] = [part, baseline].map((p) => Math.round(100 * Math.min(1, Math.max(0, p))));
  return html`<div class="meter" aria-hidden="true"><i style="width:${reached!}%"></i><b style="left:${line!}%"></b></div>`;
};

function qualityTile(q: Quality, tell: Io['tell']): Html {
  const rows = tell({ en: `on ${q.rows} rows`, zh: `${q.rows} 行` });
  if (q.task === 'classes') {
    const always = percent(q.baseline.accuracy);
    const other = tell({
      en: `always ${label(String(q.baseline.class), 20)}: ${always}`,
      zh: `总是回答 ${label(String(q.baseline.class), 20)}：${always}`,
    });
    const name = tell({ en: `Accuracy ${rows}`, zh: `准确率（${rows}）` });
    return tile(name, percent(q.accuracy), [meter(q.accuracy, q.baseline.accuracy), other]);
  }
  const other = tell({
    en: `always the mean: ${short(q.baseline.rmse)}; R² ${q.r2.toFixed(3)}`,
    zh: `总是回答均值：${short(q.baseline.rmse)}；R² ${q.r2.toFixed(3)}`,
  });
  return tile(tell({ en: `Error (RMSE) ${rows}`, zh: `均方根误差（${rows}）` }), short(q.rmse), [
    meter(q.r2, 0),
    other,
  ]);
}

/** What a model is, in a sentence and a few numbers. */
export function headSection(opened: OpenedModel, name: string, judged: Judged | undefined, tell: Io['tell']): Html {
  const { model, pipeline, metadata } = opened;
  const { target, features } = pipeline;
  const q = qualityOf(opened, judged);
  const wanted = label(target.name, 40);
  const kind =
    target.kind === 'classes'
      ? tell({ en: `one of ${target.classes.length} classes`, zh: `${target.classes.length} 个类别之一` })
      : tell({ en: 'a number', zh: '一个数值' });
  const { rows } = (metadata.data ?? {}) as { rows?: unknown };
  const { epochs } = metadata;
  return html`<header><p class="eyebrow">${tell({ en: 'Report on a neural network', zh: '神经网络报告' })} · ${label(name, 80)}</p>
<h1>${tell({ en: `Predicting ${wanted}`, zh: `预测 ${wanted}` })}</h1>
<p class="lead">${tell({
    en: `A network that reads ${features.length} ${features.length === 1 ? 'column' : 'columns'} of a row and answers with ${wanted}: ${kind}.`,
    zh: `这个网络读取每一行的 ${features.length} 列，回答 ${wanted}：${kind}。`,
  })}</p>
<dl class="tiles">${q && qualityTile(q, tell)}
${typeof rows === 'number' && tile(tell({ en: 'Rows it learnt from', zh: '训练行数' }), String(rows), '')}
${tile(
  tell({ en: 'Parameters', zh: '参数' }),
  String(model.memory.length),
  tell({ en: `in ${model.layers.length} layers`, zh: `${model.layers.length} 层` }),
)}
${typeof epochs === 'number' && tile(tell({ en: 'Epochs', zh: '训练轮次' }), String(epochs), '')}</dl></header>`;
}
