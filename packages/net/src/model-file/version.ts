/** The version of what stands in a model file's metadata; a reader refuses one that it does not know. */
export const VERSION = 1;
