import type { Part } from '../part.js';
import { bits } from './bits.js';
import { disk } from './disk.js';
import { kill } from './kill.js';
import { modelFiles } from './model-files.js';
import { power } from './power.js';
import { serve } from './serve.js';
import { soak } from './soak.js';

/** Every part, in the order in which they run. */
export const parts: readonly Part[] = [kill, disk, power, modelFiles, bits, soak, serve];
