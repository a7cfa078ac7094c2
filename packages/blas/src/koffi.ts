import { createRequire } from 'node:module';
import type { load } from 'koffi';
import { BlasError } from './blas-error.js';

/** What is used of koffi. */
export interface Koffi {
  readonly load: typeof load;
}

/** koffi, which calls native functions, and where it stands; asked for only here, so that the package can be imported where koffi cannot run. */
export function koffi(): { readonly koffi: Koffi; readonly path: string } {
  try {
    const require = createRequire(import.meta.url);
    return { koffi: require('koffi') as Koffi, path: require.resolve('koffi') };
  } catch (cause) {
    const [reason] = String((cause as Error).message).split('\n');
    throw new BlasError(
      `blas: koffi, which calls native code, cannot be loaded on ${process.platform} ${process.arch} (${reason}); its binaries are optional dependencies: install it again with 'npm install koffi --include=optional'`,
      { cause },
    );
  }
}
