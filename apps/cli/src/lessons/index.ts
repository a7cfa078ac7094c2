import type { Lesson } from '../telling/lesson.js';
import { losses } from './losses.js';
import { neuron } from './neuron.js';

/** All lessons, in the order in which they are taught. */
export const lessons: readonly Lesson[] = [neuron, losses];
