import type { Handle, HandleServerError } from '@sveltejs/kit';
import { error } from '@sveltejs/kit';
import { themeOf } from '$lib/components/page/theme.ts';
import { messagesOf } from '$lib/i18n/catalogue.ts';
import { LOCALE_COOKIE, LOCALES, localeOf, type Locale } from '$lib/i18n/locales.ts';
import type { ServerSentence } from '$lib/i18n/messages.ts';
import { sentencePageIn } from '$lib/i18n/sentence-page.ts';
import { allowFraming, frameNotice, isForeignFrame } from '$lib/server/framing.ts';
import { readUser } from '$lib/server/session.ts';

/** The subset that nearly all text needs; browsers ask for the others themselves. */
const LATIN = /-latin-wght-/;
const FULL_RETRY_SECONDS = 60;
const BUSY_RETRY_SECONDS = 5;
/** Errors of the server that pass, by their names, and what the person is told. */
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
	// Not no-referrer: under that, browsers send `Origin: null` with forms of our own.
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
		// The fonts of every page come with it: words that change their width later move the wall.
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
	// Pages show what only the asker may see: no shared cache keeps them.
	if (!response.headers.has('cache-control')) {
		response.headers.set('cache-control', 'private, no-cache');
	}
	return response;
};

/** An endpoint that refuses a browser answers with a page that says only why. */
async function inItsLanguage(response: Response, locale: Locale): Promise<Response> {
	const isHtml = response.headers.get('content-type')?.startsWith('text/html') === true;
	if (response.status < 400 || !isHtml) return response;
	const { status, headers } = response;
	return new Response(sentencePageIn(locale, await response.text()), { status, headers });
}

/** An error of ours as one that passes: the same answer, with the status and the time to come back. */
function asPassing({ body, headers }: Response, retryAfterSeconds: number): Response {
	const passing = new Response(body, { status: 503, headers });
	passing.headers.set('retry-after', String(retryAfterSeconds));
	return passing;
}

/** Pages take only types from the server, so errors are told by name. */
const isCalled = (error: unknown, name: string): boolean =>
	error instanceof Error && (error.name === name || isCalled(error.cause, name));

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message };
	const { messages } = event.locals;
	const { requests } = messages;
	// A method, an action or a type of form that this address does not know: no fault of ours.
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
	// Of the stack only the places: the message of an error may hold what somebody wrote.
	const where = error instanceof Error ? error.stack?.match(/^ {4}at .*$/gm)?.slice(0, 5) : null;
	const name = error instanceof Error ? error.name : typeof error;
	event.locals.services.log.error({ id, status, route: event.route.id, name, where }, 'page error');
	if (error instanceof Error && error.name === 'DiskLow') return { message: requests.diskLow, id };
	return { message: isCalled(error, 'StoreOutage') ? requests.notSaved : requests.wentWrong, id };
};
