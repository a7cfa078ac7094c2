import type { Pipeline } from '@nn/data';
import type { Language } from '../../telling/text.js';
import type { Answer } from '../answer-rows.js';
import { example } from '../example.js';
import { answerSection } from './answer.js';
import { form } from './form.js';
import { Html, html } from './html.js';
import { style } from './style.js';
import { words as said } from './words.js';

/** A row that was sent, and what is said of it. */
export interface Asked {
  readonly row: ReadonlyMap<string, unknown>;
  readonly answer: Answer;
}

/** Whose page it is. */
export interface PageOf {
  readonly pipeline: Pipeline;
  /** What the model is called. */
  readonly name: string;
  /** Where programs ask. */
  readonly address: string;
  readonly language: Language;
}

/** The page of a model: a form of its columns and, once it was sent, the answer. It needs no script. */
export function page({ pipeline, name, address, language }: PageOf, asked?: Asked): string {
  const words = said[language];
  const { features, target } = pipeline;
  const call = example(pipeline, address);
  const programs = html`<details><summary>${words.programs}</summary><pre>${call}</pre><p><a href="/schema">${words.columns}</a></p></details>`;
  const { text } = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${target.name} · ${name}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<h1>${target.name}</h1>
<p>${words.lead(features.length, name)}</p>
${asked && answerSection(asked.answer, features, asked.row, words)}
${form(pipeline, asked?.row ?? new Map(), words)}
${programs}
</main>
</body>
</html>
`;
  return text;
}
