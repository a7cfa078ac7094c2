import { join } from 'node:path';

/** The folder `apps/bench`, from its sources as from what is built of them: both lie one folder below. */
export const home = join(import.meta.dirname, '..');

export const repository = join(home, '..', '..');
export const peersFolder = join(home, 'peers');
export const resultsFolder = join(home, 'results');
