import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.js';

// As SvelteKit resolves it.
const $lib = fileURLToPath(new URL('src/lib', import.meta.url));

// Most of the time is a browser's, which a second file can use. On a busy machine it may be too slow once; what is wrong is wrong twice.
export default mergeConfig(shared, { resolve: { alias: { $lib } }, test: { maxWorkers: 2, retry: 1 } });
