import type { Language } from '$lib/i18n/index.js';
import { engine } from '$lib/neuron/engine.js';
import { START } from '$lib/neuron/start.js';
import type { PageServerLoad } from './$types.js';

/** The page is built with its first numbers in it, so that it is whole before the worker has started. */
export const load: PageServerLoad = ({ params }) => {
  const { parameters, ...settings } = START;
  return {
    language: params.lang as Language,
    first: engine()({ id: 0, settings, parameters, steps: 0 }),
  };
};
