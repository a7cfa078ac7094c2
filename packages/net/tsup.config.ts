import { defineConfig } from 'tsup';
import { library } from '../../tsup.shared.js';

export default defineConfig(
  library({
    index: 'src/index.ts',
    init: 'src/init/index.ts',
    metrics: 'src/metrics/index.ts',
    node: 'src/node.ts',
    predict: 'src/predict.ts',
  }),
);
