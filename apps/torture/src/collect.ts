import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects garbage now, so that memory that is measured then is memory that is needed. */
export const collect = runInNewContext('gc') as () => void;
