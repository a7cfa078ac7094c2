import type { Pipeline, Table } from '@nn/data';
import type { Network } from '@nn/net';
import type { Diagnosis } from '../doctor/index.js';
import { choose } from '../plot/choose.js';
import { type Judged, judge } from '../plot/judged.js';
import { label } from '../plot/label.js';
import { drawings } from '../plot/pictures.js';
import { render } from '../plot/render.js';
import type { Subject } from '../plot/subject.js';
import { ofPage } from '../plot/theme.js';
import type { Io } from '../terminal/io.js';
import type { OpenedModel } from '../training/model-file.js';
import { dataSection } from './data-section.js';
import { headSection } from './head-section.js';
import { type Html, html, trusted } from './html.js';
import { madeSection } from './made-section.js';
import { saidSection } from './said-section.js';
import { style } from './style.js';

/** What a report tells of. */
export interface ReportOptions extends OpenedModel {
  /** The language it is written in. */
  readonly io: Pick<Io, 'lang' | 'tell'>;
  /** What the model is called: its file. */
  readonly name: string;
  /** What judges it: rows with answers, and the network to ask, which did not see them. Absent where none were held back. */
  readonly judged?: { readonly model: Network; readonly pipeline: Pipeline; readonly rows: Table } | undefined;
  /** The table whose columns are summarized. */
  readonly table?: Table | undefined;
  readonly notes?: readonly string[];
  readonly diagnoses?: readonly Diagnosis[];
}

/** Nothing is loaded, and nothing runs, whatever may stand in the page: what it shows is in it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const picturesOf = (subject: Subject): Html[] =>
  choose(subject, undefined).map(
    (name) => html`<figure class="picture">${trusted(render(drawings[name].draw(subject, ofPage), ofPage))}</figure>`,
  );

/**
 * A page about a model, whole in itself: pictures, recipe, data and what was found odd. It has no script, loads nothing and escapes every name, so it can be opened, mailed and
 * printed. The same model and rows give the same bytes.
 */
export async function report(options: ReportOptions): Promise<string> {
  const { io, name, model, pipeline, metadata, table, notes = [], diagnoses = [] } = options;
  const { tell, lang } = io;
  const judged: Judged | undefined =
    options.judged && judge(options.judged.model, options.judged.pipeline, options.judged.rows);
  const said = [...new Set([...notes, ...(judged?.notes ?? [])])];
  const subject = { model, pipeline, metadata, judged, tell };
  const pictures = picturesOf(subject);
  const title = tell({
    en: `Predicting ${label(pipeline.target.name, 40)}`,
    zh: `预测 ${label(pipeline.target.name, 40)}`,
  });
  const page = html`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-Hans' : 'en'}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${title}</title><style>${trusted(style)}</style></head><body>
${headSection(subject, name, judged, tell)}
<main>${saidSection(diagnoses, said, tell)}
${
  pictures.length > 0 &&
  html`<section aria-labelledby="pictures"><h2 id="pictures">${tell({ en: 'What it learnt, and how well', zh: '它学到了什么，学得多好' })}</h2>
<div class="pictures">${pictures}</div></section>`
}
${madeSection(subject, tell)}
${table && dataSection(table, pipeline, tell)}
<section aria-labelledby="use"><h2 id="use">${tell({ en: 'To use it', zh: '使用它' })}</h2><pre tabindex="0"><code>nn predict ${label(name, 80)} new-rows.csv</code></pre></section></main>
<footer>${tell({
    en: 'This page is whole in itself: it has no script and loads nothing.',
    zh: '本页自成一体：没有脚本，也不加载任何东西。',
  })}</footer></body></html>
`;
  return page.html;
}
