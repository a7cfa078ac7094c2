import { literal } from './literal.js';
import type { Plan } from './plan.js';

/** What differs between the two kinds of targets. */
const KINDS = {
  classes: {
    loss: 'crossEntropy',
    activation: 'softmax',
    metrics: '',
    judge: 'const { accuracy } = evaluate(model, test.x, test.t!, { loss });',
    said: `accuracy \${accuracy?.toFixed(3)}`,
  },
  number: {
    loss: 'meanSquaredError',
    activation: 'linear',
    metrics: "import { r2 } from '@nn/net/metrics';\n",
    judge: 'const { metrics } = evaluate(model, test.x, test.t!, { loss, metrics: [r2()] });',
    said: `R² \${metrics.r2.toFixed(3)} (1 is perfect, 0 is no better than always the mean)`,
  },
} as const;

/** How the table is read. Its separator is said where the first line could be taken for having another. */
const reading = ({ stem, table }: Plan): string => {
  const unclear = table.columns.some(({ name }) => /[;\t]/.test(name));
  return `readCsvFile(${literal(`${stem}.csv`)}${unclear ? ", { delimiter: ',' }" : ''})`;
};

/** src/train.ts: from the table to a model file. */
export function trainSource(plan: Plan): string {
  const { stem, target, recipe } = plan;
  const { loss, activation, metrics, judge, said } = KINDS[target.kind];
  const names = ['dense', 'earlyStopping', 'evaluate', 'fit', 'network', 'relu', 'save', activation].sort();
  const stratified = target.kind === 'classes' ? ' stratify: target,' : '';
  return `import { writeFile } from 'node:fs/promises';
import { fitPipeline } from '@nn/data';
import { readCsvFile } from '@nn/data/node';
import { ${loss} } from '@nn/loss';
import { ${names.join(', ')} } from '@nn/net';
${metrics}import { adamW } from '@nn/optim';

const target = ${literal(target.name)};
const table = (await ${reading(plan)}).withoutMissing(target);

// Split first, then learn from one part only: nothing leaks from the rows that will judge the model.
const parts = table.split({ test: 0.2,${stratified} seed: 0 });
const pipeline = fitPipeline(parts.train, { target, task: ${literal(target.kind)} });
for (const note of pipeline.notes) console.log(\`note: \${note}\`);
const [train, test] = [pipeline.encode(parts.train), pipeline.encode(parts.test)];

const model = network({
  inputs: pipeline.inputs,
  layers: [dense(${recipe.hidden.join(', relu), dense(')}, relu), dense(pipeline.outputs, ${activation})],
});
const loss = ${loss}();

// Of the rows to learn from, a fifth says when to stop; the best weights are put back.
const history = await fit(model, train.x, train.t!, {
  loss,
  optimizer: adamW({ learningRate: ${recipe.learningRate}, weightDecay: ${recipe.weightDecay} }),
  batchSize: ${recipe.batchSize},
  epochs: ${recipe.epochs},
  validation: 0.2,
  callbacks: [
    earlyStopping({ patience: ${recipe.patience} }),
    {
      epochEnd({ epoch, loss, validationLoss }) {
        if (epoch % 10 === 0) {
          console.log(\`epoch \${epoch}  loss \${loss.toFixed(4)}  validation \${validationLoss?.toFixed(4)}\`);
        }
        return undefined;
      },
    },
  ],
});

${judge}
console.log(\`${said} on \${parts.test.rows} rows it has not seen\`);

const metadata = { epochs: history.bestEpoch ?? history.epochs.length };
await writeFile(${literal(`${stem}.safetensors`)}, save(model, { pipeline: pipeline.toJSON(), metadata }));
console.log(${literal(`saved ${stem}.safetensors`)});
`;
}

/** src/predict.ts: answers for the rows of another table. */
export const predictSource = (plan: Plan): string => `import { readFile } from 'node:fs/promises';
import { pipelineFromJSON } from '@nn/data';
import { readCsvFile } from '@nn/data/node';
import { load } from '@nn/net/predict';

// The table to answer: npm run predict -- new.csv
const [, , path = ${literal(`${plan.stem}.csv`)}] = process.argv;

// The file holds the weights, and what was learnt of the columns: means, spreads, categories.
const model = load(await readFile(${literal(`${plan.stem}.safetensors`)}));
const pipeline = pipelineFromJSON(model.pipeline);

const table = (await readCsvFile(path)).without(pipeline.target.name);
const { x, notes } = pipeline.encode(table);
for (const note of notes) console.error(\`note: \${note}\`);
for (const answer of pipeline.decode(model.predict(x))) console.log(answer);
`;
