import { readers } from './read-rows.js';

/** What may be asked for at a path, and what a body there may be. */
export interface Route {
  readonly methods: readonly string[];
  readonly types: readonly string[];
}

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Everything that is answered. */
export const routes: Readonly<Record<string, Route>> = {
  '/': { methods: ['GET', 'HEAD', 'POST'], types: [FORM_TYPE] },
  '/predict': { methods: ['POST'], types: Object.keys(readers) },
  '/healthz': { methods: ['GET', 'HEAD'], types: [] },
  '/schema': { methods: ['GET', 'HEAD'], types: [] },
};
