import type { Handle, HandleServerError } from '@sveltejs/kit';
import { error } from '@sveltejs/kit';
import { themeOf } from '$lib/components/page/theme.ts';
import { messagesOf } from '$lib/i18n/catalogue.ts';
import { LOCALE_COOKIE, LOCALES, localeOf, type Locale } from '$lib/i18n/locales.ts';
import type { ServerSentence } from '$lib/i18n/messages.ts';
import { sentencePageIn } from '$lib/i18n/sentence-page.ts';
import { allowFraming, frameNotice, isForeignFrame } from '$lib/server/framing.ts';
import { readUser } from '$lib/server/session.ts';

/** The font subset that nearly all text needs; browsers request the others themselves. */
const LATIN = /-latin-wght-/;
const FULL_RETRY_SECONDS = 60;
const BUSY_RETRY_SECONDS = 5;
/** Temporary server errors by their names, and the sentence that the person gets. */
const PASSING: ReadonlyMap<string, ServerSentence> = new Map([
	['HeavyBusy', ({ requests }) => requests.busy],
	['HeavyTooMuch', ({ requests }) => requests.tooLong],
	['HeavyTooLarge', ({ requests }) => requests.tooMuchMemory],
	['UserErased', ({ requests }) => requests.erased]
]);
const HSTS_SECONDS = 365 * 24 * 3600;

const SECURITY_HEADERS = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	// Not no-referrer: with it, browsers send `Origin: null` with our own forms.
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'
};

export const handle: Handle = async ({ event, resolve }) => {
	const { request, url, cookies, locals, platform } = event;
	if (!platform) error(500, 'Groundwork has to be started with npm start or npm run dev.');
	locals.services = platform.req.services;
	locals.locale = localeOf(
		cookies.get(`__Host-${LOCALE_COOKIE}`) ?? cookies.get(LOCALE_COOKIE),
		request.headers.get('accept-language')
	);
	locals.messages = messagesOf(locals.locale);
	const { frameAncestors } = locals.services;
	if (isForeignFrame(request.headers, frameAncestors)) return frameNotice(locals);
	locals.userId = await readUser(event);

	const theme = themeOf(cookies);
	const { tag, dir } = LOCALES[locals.locale];
	let isPage = false;
	const resolved = await resolve(event, {
		transformPageChunk: ({ html }) => {
			isPage = true;
			return html
				.replace('%groundwork.theme%', theme)
				.replace('%groundwork.lang%', tag)
				.replace('%groundwork.dir%', dir);
		},
		// Every page preloads its fonts: if text changed its width later, the wall would move.
		preload: ({ type, path }) => type !== 'asset' && (type !== 'font' || LATIN.test(path))
	});
	const answer = isPage ? resolved : await inItsLanguage(resolved, locals.locale);
	const response =
		locals.retryAfterSeconds === undefined ? answer : asPassing(answer, locals.retryAfterSeconds);
	for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
	allowFraming(response, frameAncestors);
	if (url.protocol === 'https:') {
		response.headers.set('strict-transport-security', `max-age=${HSTS_SECONDS}`);
	}
	// Pages contain data that only their reader may see, so no shared cache may store them.
	if (!response.headers.has('cache-control')) {
		response.headers.set('cache-control', 'private, no-cache');
	}
	return response;
};

/** When an endpoint rejects a browser's request, the browser gets a page that gives only the reason. */
async function inItsLanguage(response: Response, locale: Locale): Promise<Response> {
	const isHtml = response.headers.get('content-type')?.startsWith('text/html') === true;
	if (response.status < 400 || !isHtml) return response;
	const { status, headers } = response;
	return new Response(sentencePageIn(locale, await response.text()), { status, headers });
}

/** Turns one of our error responses into a temporary error: same body, with status 503 and the time to retry. */
function asPassing({ body, headers }: Response, retryAfterSeconds: number): Response {
	const passing = new Response(body, { status: 503, headers });
	passing.headers.set('retry-after', String(retryAfterSeconds));
	return passing;
}

/** Pages import only types from the server, so errors are recognised by name. */
const isCalled = (error: unknown, name: string): boolean =>
	error instanceof Error && (error.name === name || isCalled(error.cause, name));

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message };
	const { messages } = event.locals;
	const { requests } = messages;
	// The address does not know this method, action or form type: that is not our fault.
	if (status < 500) return { message: requests.unreadable };
	if (isCalled(error, 'ServerFull')) {
		event.locals.retryAfterSeconds = FULL_RETRY_SECONDS;
		return { message: requests.full, full: true };
	}
	const passing = error instanceof Error ? PASSING.get(error.name) : undefined;
	if (passing) {
		event.locals.retryAfterSeconds = BUSY_RETRY_SECONDS;
		return { message: passing(messages) };
	}
	const id = crypto.randomUUID().slice(0, 8);
	// Log only the places in the stack: an error message may contain somebody's words.
	const where = error instanceof Error ? error.stack?.match(/^ {4}at .*$/gm)?.slice(0, 5) : null;
	const name = error instanceof Error ? error.name : typeof error;
	event.locals.services.log.error({ id, status, route: event.route.id, name, where }, 'page error');
	if (error instanceof Error && error.name === 'DiskLow') return { message: requests.diskLow, id };
	return { message: isCalled(error, 'StoreOutage') ? requests.notSaved : requests.wentWrong, id };
};
