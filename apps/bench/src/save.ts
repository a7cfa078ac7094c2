import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LearningCurves } from './networks/curves.js';
import { repository, resultsFolder } from './paths.js';
import type { Accuracy } from './report/accuracy.js';
import { chart } from './report/chart.js';
import { page } from './report/page.js';
import type { Results } from './results.js';
import { resultsJson } from './results-json.js';

const fileOf = (name: string) => join(resultsFolder, `${name}.json`);

export function save(name: string, value: unknown): void {
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(fileOf(name), resultsJson(value));
}

/** Throws where there are no results of that name. */
const read = <T>(name: string): T => JSON.parse(readFileSync(fileOf(name), 'utf8'));

/** The page and the chart of results. */
export const render = (name: string): { page: string; chart: string } => {
  const results = read<Results>(name);
  const networks = { nn: read<LearningCurves>('networks'), pytorch: read<LearningCurves>('networks-pytorch') };
  return { page: page(results, read<Accuracy>('accuracy'), networks), chart: chart(results) };
};

/** Writes docs/benchmarks.md and docs/benchmarks.svg from results. */
export function writePage(name: string): void {
  const rendered = render(name);
  writeFileSync(join(repository, 'docs', 'benchmarks.md'), rendered.page);
  writeFileSync(join(repository, 'docs', 'benchmarks.svg'), rendered.chart);
}
