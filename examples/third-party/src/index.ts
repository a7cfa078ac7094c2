export { cauchy } from './cauchy.js';
export { gated, layers } from './gated.js';
export { isru } from './isru.js';
export { signum } from './signum.js';
