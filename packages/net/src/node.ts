export { type FileRowsOptions, fileRows } from './node/file-rows.js';
export { folder } from './node/folder.js';
export { writeWhole } from './node/write-whole.js';
