import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.js';

// As SvelteKit resolves it.
const $lib = fileURLToPath(new URL('src/lib', import.meta.url));

// Most of the time is a browser's, which a second file can use.
export default mergeConfig(shared, { resolve: { alias: { $lib } }, test: { maxWorkers: 2 } });
