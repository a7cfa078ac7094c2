import type { Handle } from '@sveltejs/kit';

/** Writes the language of a page on its html element. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, {
    transformPageChunk: ({ html }) => html.replace('lang="en"', `lang="${event.params.lang ?? 'en'}"`),
  });
