import { bold, markdownTable } from './markdown.js';

/** What `npm run accuracy` found out: apps/bench/results/accuracy.json. */
export interface Accuracy {
  readonly splits: number;
  readonly sklearn: string;
  readonly tables: readonly TableAccuracy[];
}

/** Means over the splits: accuracy for classes, R² for numbers. */
export interface TableAccuracy {
  readonly name: string;
  readonly task: 'classes' | 'number';
  readonly rows: number;
  readonly nn: number;
  readonly sklearn: number;
  /** scikit-learn with its target standardized too. */
  readonly standardized?: number;
}

const score = (value: number) => value.toFixed(3);

/** The section of the page about how good what `nn train` finds is. */
export function accuracySection({ splits, sklearn, tables }: Accuracy): string {
  const rows = tables.map(({ name, task, rows: count, nn, sklearn: peer }) => [
    task === 'classes' ? name : `${name} (R²)`,
    count.toLocaleString('en-US'),
    score(nn) > score(peer) ? bold(score(nn)) : score(nn),
    score(peer),
  ]);
  const fair = tables.filter(({ standardized }) => standardized !== undefined);
  return `## Accuracy

\`nn train data.csv --target …\` with nothing else said, against scikit-learn ${sklearn}'s \`StandardScaler\` and \`MLPClassifier\` or \`MLPRegressor\` with their
defaults: the mean of ${splits} splits, 80 % to train on and 20 % to test with. Accuracy for classes, R² for numbers. \`npm run accuracy --prefix apps/bench\`
measures it (with Debian's python3-sklearn and python3-pandas) and writes apps/bench/results/accuracy.json.

${markdownTable(['table', 'rows', 'nn', 'scikit-learn'], rows)}

The regressions are easy to win: nn standardizes the target, scikit-learn's defaults do not. Where its target is standardized too, scikit-learn reaches
${fair.map(({ name, standardized }) => `${score(standardized!)} (${name})`).join(', ')}.

A part of the rows held back decides when to stop; then a new network is trained for as long on all rows.`;
}
