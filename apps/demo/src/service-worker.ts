/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { build, files, prerendered } from '$service-worker';

// Once a page of the site was visited, all of it can be read and played with offline.

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const CACHE = 'nn';

/** Scripts, styles and fonts, whose names change with what is in them. Of the fonts every browser takes the first form. */
const assets = new Set(build.filter((path) => !/\.(ttf|woff)$/.test(path)));
const pages = [...prerendered, ...files].filter((path) => !path.includes('/api/'));
const pathOf = (url: string) => new URL(url).pathname;

worker.addEventListener('install', (event) => {
  const all = async () => (await caches.open(CACHE)).addAll([...assets, ...pages]);
  event.waitUntil(all().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  const tidy = async () => {
    const cache = await caches.open(CACHE);
    const known = new Set([...assets, ...pages]);
    const old = (await cache.keys()).filter(({ url }) => pathOf(url).includes('/_app/') && !known.has(pathOf(url)));
    await Promise.all(old.map((request) => cache.delete(request)));
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

/** The network's answer, kept for later; without a network what was kept. */
async function freshOrKept(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw error;
  }
}

const keptOrFresh = async (request: Request): Promise<Response> => (await caches.match(request)) ?? fetch(request);

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== location.origin) return;
  event.respondWith(assets.has(pathOf(request.url)) ? keptOrFresh(request) : freshOrKept(request));
});
