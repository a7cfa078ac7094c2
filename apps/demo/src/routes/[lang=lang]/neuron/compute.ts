import { engine } from './engine.js';
import type { Report } from './protocol.js';
import { parametersOf, settingsOf, type Values } from './settings.js';

/** All numbers of the neuron as it is set, before any step. */
export const compute = (values: Values): Report =>
  engine()({ settings: settingsOf(values), parameters: parametersOf(values), steps: 0 });
