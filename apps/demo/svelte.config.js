import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    adapter: adapter(),
    // Every address in the built pages is relative, so the site works in any folder of any server.
    paths: { relative: true },
    // The same sources give the same files; and a type-check beside a build, which writes the version too, writes the same one.
    version: { name: 'nn' },
    prerender: { entries: ['/', '/zh/', '/en/'] },
  },
};
