import type { Part } from '../part.js';
import { bits } from './bits.js';
import { configs } from './configs.js';
import { disk } from './disk.js';
import { kill } from './kill.js';
import { modelFiles } from './model-files.js';
import { names } from './names.js';
import { power } from './power.js';
import { serve } from './serve.js';
import { soak } from './soak.js';
import { tables } from './tables.js';

/** Every part, in the order in which they run. */
export const parts: readonly Part[] = [kill, disk, power, modelFiles, tables, configs, names, bits, soak, serve];
