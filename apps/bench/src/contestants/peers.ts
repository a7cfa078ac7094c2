import { createRequire } from 'node:module';
import { join } from 'node:path';
import { peersFolder } from '../paths.js';

export const peersRequire = createRequire(join(peersFolder, 'package.json'));

/** A peer's module, from their own folder. Throws where the peers are not installed. */
// biome-ignore lint/suspicious/noExplicitAny: the peers are not installed when this is type-checked
export const peer = (name: string): any => peersRequire(name);
