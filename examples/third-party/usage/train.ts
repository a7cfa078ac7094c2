// Trains a network in which everything is of one's own, and saves it as model.safetensors.
import { writeFileSync } from 'node:fs';
import { dense, fit, network, save } from '@nn/net';
import { cauchy, gated, isru, signum } from '@someone/nn-extras';
import { t, x } from './samples.js';

const model = network({ inputs: 2, layers: [gated(16), dense(16, isru), dense(1)], seed: 1 });
const { epochs } = await fit(model, x, t, { loss: cauchy(), optimizer: signum(), epochs: 30, batchSize: 20, seed: 1 });
writeFileSync('model.safetensors', save(model));
console.log(
  JSON.stringify({ losses: epochs.map(({ loss }) => loss), predictions: [...model.predict(x).data] }, null, 1),
);
