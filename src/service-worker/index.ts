/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/** Shows a board that was open on this device when there is no network. Stores nothing else from the server. */
import { offlinePage } from '../lib/i18n/offline.ts';
import { build, files, version } from '$service-worker';

declare const self: ServiceWorkerGlobalScope;

const ASSETS = `groundwork-assets-${version}`;
/** Pages refer to their assets by name, so both caches belong to one version. */
const PAGES = `groundwork-pages-${version}`;
const BOARD_PAGE = /^\/b\/[\w-]+\/?$/;
/** Statuses of a proxy that cannot reach the server, or of a server that is full just now. */
const OUT = new Set([502, 503, 504]);
/** The board is deleted for good. */
const GONE = new Set([404, 410]);
/** Images among the static files are for readers of the source. */
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

/** A page that opened a board without a page load asks for a copy, so that the board can be opened again. */
self.addEventListener('message', (event) => {
	if (typeof event.data === 'string') event.waitUntil(keepIfNew(event.data));
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== self.location.origin) return;
	if (KEPT.has(url.pathname)) event.respondWith(asset(request, url.pathname));
	// In frames the server's response depends on the framing site, so a copy cannot replace it.
	else if (request.destination === 'document' && BOARD_PAGE.test(url.pathname))
		event.respondWith(boardPage(event, url.pathname));
});

/** Built assets have a hash of their content in their name: a copy equals the server's file. */
async function asset(request: Request, path: string): Promise<Response> {
	const copy = await caches.match(path, { cacheName: ASSETS });
	return copy ?? fetch(request);
}

/** The server's page if it can be reached, else the last copy. */
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
 * A redirect or an error may come from an expired sign-in, or from a network with a login page of its own: keep the
 * copy. Signing out on this device deletes it.
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
