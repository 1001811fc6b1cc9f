import type { Handle, HandleServerError } from '@sveltejs/kit';
import { error } from '@sveltejs/kit';
import { themeOf } from '$lib/components/page/theme.ts';
import { messagesOf } from '$lib/i18n/catalogue.ts';
import { LOCALE_COOKIE, LOCALES, localeOf } from '$lib/i18n/locales.ts';
import { allowFraming, frameNotice, isForeignFrame } from '$lib/server/framing.ts';
import { readUser } from '$lib/server/session.ts';

/** The subset that nearly all text needs; browsers ask for the others themselves. */
const LATIN = /-latin-wght-/;
const FULL_RETRY_SECONDS = 60;
const BUSY_RETRY_SECONDS = 5;
/** Errors of the server whose message is for the person, and that pass. */
const PASSING: ReadonlySet<string> = new Set([
	'HeavyBusy',
	'HeavyTooMuch',
	'HeavyTooLarge',
	'UserErased'
]);
const NOT_READ = 'This request could not be read. Nothing was changed.';
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
	const { frameAncestors } = locals.services;
	if (isForeignFrame(request.headers, frameAncestors)) return frameNotice();
	locals.userId = await readUser(event);
	locals.locale = localeOf(
		cookies.get(`__Host-${LOCALE_COOKIE}`) ?? cookies.get(LOCALE_COOKIE),
		request.headers.get('accept-language')
	);
	locals.messages = messagesOf(locals.locale);

	const theme = themeOf(cookies);
	const { tag, dir } = LOCALES[locals.locale];
	const resolved = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%groundwork.theme%', theme)
				.replace('%groundwork.lang%', tag)
				.replace('%groundwork.dir%', dir),
		// The fonts of every page come with it: words that change their width later move the wall.
		preload: ({ type, path }) => type !== 'asset' && (type !== 'font' || LATIN.test(path))
	});
	const response =
		locals.retryAfterSeconds === undefined
			? resolved
			: asPassing(resolved, locals.retryAfterSeconds);
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

/** An error of ours as one that passes: the same answer, with the status and the time to come back. */
function asPassing({ body, headers }: Response, retryAfterSeconds: number): Response {
	const passing = new Response(body, { status: 503, headers });
	passing.headers.set('retry-after', String(retryAfterSeconds));
	return passing;
}

const WENT_WRONG = 'Something went wrong on our side. Please try again.';
const NOT_SAVED =
	'The server cannot save anything at the moment. Nothing was changed. Please try again in a minute.';

/** Whether the disk took no writes; pages take only types from the server, so errors are told by name. */
const isOutage = (error: unknown): boolean => isCalled(error, 'StoreOutage');
const isCalled = (error: unknown, name: string): boolean =>
	error instanceof Error && (error.name === name || isCalled(error.cause, name));

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message };
	// A method, an action or a type of form that this address does not know: no fault of ours.
	if (status < 500) return { message: NOT_READ };
	if (error instanceof Error && isCalled(error, 'ServerFull')) {
		event.locals.retryAfterSeconds = FULL_RETRY_SECONDS;
		return { message: error.message, full: true };
	}
	if (error instanceof Error && PASSING.has(error.name)) {
		event.locals.retryAfterSeconds = BUSY_RETRY_SECONDS;
		return { message: error.message };
	}
	const id = crypto.randomUUID().slice(0, 8);
	// Of the stack only the places: the message of an error may hold what somebody wrote.
	const where = error instanceof Error ? error.stack?.match(/^ {4}at .*$/gm)?.slice(0, 5) : null;
	const name = error instanceof Error ? error.name : typeof error;
	event.locals.services.log.error({ id, status, route: event.route.id, name, where }, 'page error');
	if (error instanceof Error && error.name === 'DiskLow') return { message: error.message, id };
	return { message: isOutage(error) ? NOT_SAVED : WENT_WRONG, id };
};
