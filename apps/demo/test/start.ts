import { initialOf } from '../src/lib/settings/address.js';
import { fields, parametersOf, settingsOf } from '../src/routes/[lang=lang]/neuron/settings.js';

const first = initialOf(fields);

/** The neuron as it is at first. */
export const START = { ...settingsOf(first), parameters: parametersOf(first) };
