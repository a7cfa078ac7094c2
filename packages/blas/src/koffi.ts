import { createRequire } from 'node:module';
import type { load } from 'koffi';
import { BlasError } from './blas-error.js';

/** What is used of koffi. */
export interface Koffi {
  readonly load: typeof load;
}

/** koffi, which calls native functions; asked for only here, so that the package can be imported where koffi cannot run. */
export function koffi(): Koffi {
  try {
    return createRequire(import.meta.url)('koffi') as Koffi;
  } catch (cause) {
    const [reason] = String((cause as Error).message).split('\n');
    throw new BlasError(
      `blas: koffi, which calls native code, cannot be loaded on ${process.platform} ${process.arch} (${reason}); its binaries are optional dependencies: install it again with 'npm install koffi --include=optional'`,
      { cause },
    );
  }
}
