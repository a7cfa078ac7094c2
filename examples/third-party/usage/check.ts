// The gradient checks that a published piece should pass: each alone, then all together.
import { checkLoss } from '@nn/loss';
import { checkGradients, checkLayer, dense, type GradientCheck, network } from '@nn/net';
import { cauchy, gated, isru } from '@someone/nn-extras';
import { t, x } from './samples.js';

const model = network({ inputs: 2, layers: [gated(4), dense(3, isru), dense(1)], seed: 1 });
const checks: Record<string, GradientCheck> = {
  'checkLoss of cauchy': checkLoss(cauchy({ scale: 0.5 }), model.predict(x), t),
  'checkLayer of gated': checkLayer(gated(4), x),
  'checkLayer of isru': checkLayer(dense(3, isru), x),
  'checkGradients of all': checkGradients(model, x, t, { loss: cauchy() }),
};
for (const [what, { passed, message }] of Object.entries(checks)) {
  console.log(`${what}: ${message}`);
  if (!passed) process.exitCode = 1;
}
