import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    adapter: adapter(),
    // Every address in the built pages is relative, so the site works in any folder of any server.
    paths: { relative: true },
    prerender: { entries: ['/', '/zh/', '/en/'] },
  },
};
