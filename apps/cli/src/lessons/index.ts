import type { Lesson } from '../telling/lesson.js';
import { back } from './back.js';
import { batches } from './batches.js';
import { descent } from './descent.js';
import { losses } from './losses.js';
import { neuron } from './neuron.js';
import { trainingStep } from './training-step.js';
import { zeros } from './zeros.js';

/** All lessons, in the order in which they are taught. */
export const lessons: readonly Lesson[] = [neuron, back, losses, descent, batches, zeros, trainingStep];
