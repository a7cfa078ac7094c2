import type { Descent } from '@nn/optim';
import type { Report } from './compute.js';
import type { Heights } from './contours.js';

/** From the worker to the page. */
export interface Answer extends Report {
  /** What an epoch of each descent took here; it differs from run to run, so a page is built without it. */
  readonly seconds?: Readonly<Record<Descent, number>>;
  /** The loss over the plane of w and b, which is drawn where there is a browser. */
  readonly heights?: Heights;
}
