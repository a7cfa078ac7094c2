import { fitPipeline, pipelineFromJSON, readCsv } from '@nn/data';
import { crossEntropy } from '@nn/loss';
import { dense, fit, load, network, relu, save, softmax } from '@nn/net';
import { adamW } from '@nn/optim';

const table = readCsv(`height,weight,sport
1.92,92,rowing
1.75,60,running
1.68,55,running
1.88,90,rowing
,58,running
1.95,97,rowing
`);
const pipeline = fitPipeline(table, { target: 'sport' });
console.log(pipeline.notes.join()); // → column height: 1 of 6 values is missing; filled in with the mean, 1.836

const { x, t } = pipeline.encode(table);
const layers = [dense(16, relu), dense(pipeline.outputs, softmax)];
const model = network({ inputs: pipeline.inputs, layers, seed: 0 });
await fit(model, x, t!, { loss: crossEntropy(), optimizer: adamW({ learningRate: 0.01 }), epochs: 100 });
const file = save(model, { pipeline: pipeline.toJSON() });

// Elsewhere: from the bytes of the file to an answer.
const { model: again, pipeline: json } = load(file);
const reader = pipelineFromJSON(json);
const answers = reader.decode(again.predict(reader.encode(readCsv('height,weight\n1.7,57\n1.9,95\n')).x));
console.log(answers.join(' ')); // → running rowing
