export { constant, zeros } from './constant.js';
export { glorot } from './glorot.js';
export { he } from './he.js';
export type { Initializer } from './initializer.js';
export { normal } from './normal.js';
export { uniform } from './uniform.js';
