import { fileURLToPath } from 'node:url';

/** Where this app stands, seen from its sources and from what is built of them. */
export const APP = fileURLToPath(new URL('..', import.meta.url));
