import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.js';

// As SvelteKit resolves it.
const $lib = fileURLToPath(new URL('src/lib', import.meta.url));

export default mergeConfig(shared, { resolve: { alias: { $lib } } });
