import { boundary } from './boundary.js';
import { calibration } from './calibration.js';
import { confusion } from './confusion.js';
import { importance } from './importance.js';
import { loss } from './loss.js';
import type { PictureName } from './picture.js';
import { residuals } from './residuals.js';
import { roc } from './roc.js';
import type { Drawing } from './subject.js';
import { weights } from './weights.js';

/** How each picture is made, in the order in which they are shown. */
export const drawings: Readonly<Record<PictureName, Drawing>> = {
  loss,
  confusion,
  roc,
  calibration,
  residuals,
  importance,
  boundary,
  weights,
};
