/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/** Shows a board that was open on this device when there is no network. Keeps nothing else of the server's. */
import { offlinePage } from '../lib/i18n/offline.ts';
import { build, files, version } from '$service-worker';

declare const self: ServiceWorkerGlobalScope;

const ASSETS = `groundwork-assets-${version}`;
/** Pages name their assets, so they live and die with a version. */
const PAGES = `groundwork-pages-${version}`;
const BOARD_PAGE = /^\/b\/[\w-]+\/?$/;
/** The server cannot be reached behind what answers for it, or has no room just now. */
const OUT = new Set([502, 503, 504]);
/** The board is gone for good. */
const GONE = new Set([404, 410]);
/** Pictures among the static files are for readers of the source. */
const KEPT = new Set([...build, ...files.filter((file) => !file.endsWith('.png'))]);

const HTML = { 'content-type': 'text/html; charset=utf-8' };

self.addEventListener('install', (event) => {
	event.waitUntil(
		caches
			.open(ASSETS)
			.then((cache) => cache.addAll([...KEPT]))
			.then(() => self.skipWaiting())
	);
});

self.addEventListener('activate', (event) => {
	event.waitUntil(dropOldVersions().then(takeOverOpenPages));
});

/** A board that was reached without loading a page asks to be kept, so that it can be opened again. */
self.addEventListener('message', (event) => {
	if (typeof event.data === 'string') event.waitUntil(keepIfNew(event.data));
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== self.location.origin) return;
	if (KEPT.has(url.pathname)) event.respondWith(asset(request, url.pathname));
	// In frames the server answers by where the frame is, so that no copy can stand for its answer.
	else if (request.destination === 'document' && BOARD_PAGE.test(url.pathname))
		event.respondWith(boardPage(event, url.pathname));
});

/** Built assets carry their content in their name: the copy is as good as the server's. */
async function asset(request: Request, path: string): Promise<Response> {
	const copy = await caches.match(path, { cacheName: ASSETS });
	return copy ?? fetch(request);
}

/** The server's page if it can be had, else the last one seen here. */
async function boardPage(event: FetchEvent, path: string): Promise<Response> {
	const response = await fetch(event.request).catch(() => null);
	if (response !== null && !OUT.has(response.status)) {
		event.waitUntil(keep(path, response.clone()));
		return response;
	}
	const copy = await caches.match(path, { cacheName: PAGES });
	return copy ?? response ?? noNetwork();
}

const noNetwork = () =>
	new Response(offlinePage(navigator.languages), { status: 503, headers: HTML });

/**
 * A redirect or a refusal may be of a sign-in that ran out, or of a network that wants its own page seen first:
 * the copy stays. Who signs out here takes it along.
 */
async function keep(path: string, response: Response) {
	const cache = await caches.open(PAGES);
	if (response.status === 200) await cache.put(path, response);
	else if (GONE.has(response.status)) await cache.delete(path);
}
async function keepIfNew(path: string) {
	if (!BOARD_PAGE.test(path) || (await caches.match(path, { cacheName: PAGES }))) return;
	await keep(path, await fetch(path, { redirect: 'manual' }));
}

async function takeOverOpenPages() {
	await self.clients.claim();
	const pages = await self.clients.matchAll({ type: 'window' });
	await Promise.allSettled(pages.map(({ url }) => keepIfNew(new URL(url).pathname)));
}
async function dropOldVersions() {
	for (const name of await caches.keys())
		if (name.startsWith('groundwork-') && name !== ASSETS && name !== PAGES)
			await caches.delete(name);
}
