/** The session cookie: identifies the user, and creates a guest for a person who needs a seat. */
import type { RequestEvent } from '@sveltejs/kit';
import { overBudget } from './budget.ts';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';

/** `server/auth` uses the same name, but pages may import only types from it. */
const SESSION_COOKIE = 'groundwork_session';
const NAME_COOKIE = 'groundwork_name';
const NAME_COOKIE_SECONDS = 365 * 24 * 3600;

type Where = Pick<RequestEvent, 'cookies' | 'url' | 'locals'>;

/** Writes the session cookie. `expiresAt` is in epoch milliseconds. */
function writeSession(where: Where, { token, expiresAt }: { token: string; expiresAt: number }) {
	writeCookie(where, SESSION_COOKIE, token, { expires: new Date(expiresAt) });
}

/** The user of the session cookie, or null. Sets the cookie again if its session was renewed or it has the old form. */
export async function readUser(event: RequestEvent): Promise<string | null> {
	const cookie = readCookie(event, SESSION_COOKIE);
	if (cookie === null) return null;
	const session = await event.locals.services.auth.validate(cookie.value);
	if (session === null) return null;
	const { userId, expiresAt, isRenewed } = session;
	if (isRenewed || cookie.isPlain) writeSession(event, { token: cookie.value, expiresAt });
	return userId;
}

/**
 * Charges the request to the person's budgets, plus the cost of a guest if they have no session. Returns null, or a
 * sentence if a budget is exceeded.
 */
export function charge(event: RequestEvent, kind: 'boards' | 'joins', cost = 1): string | null {
	return (
		overBudget(event, kind, cost) ??
		(event.locals.userId === null ? overBudget(event, 'guests') : null)
	);
}

/**
 * The person's user id. A person without a session becomes a guest and gets the cookie: call it after all other checks.
 */
export async function userOf(event: RequestEvent): Promise<string> {
	const { locals } = event;
	if (locals.userId !== null) return locals.userId;
	const { userId, token, expiresAt } = await locals.services.auth.createGuest();
	writeSession(event, { token, expiresAt });
	locals.userId = userId;
	return userId;
}

/** The person's user id after charging the request to their budgets; or a sentence if a budget is exceeded. */
export async function userFor(
	event: RequestEvent,
	kind: 'boards' | 'joins'
): Promise<{ userId: string } | { refused: string }> {
	const refused = charge(event, kind);
	return refused === null ? { userId: await userOf(event) } : { refused };
}

/** Ends the session and forgets the person. If the session cannot be ended, the cookies stay. */
export async function signOut(event: RequestEvent): Promise<void> {
	const cookie = readCookie(event, SESSION_COOKIE);
	if (cookie !== null) await event.locals.services.auth.signOut(cookie.value);
	event.locals.userId = null;
	dropCookie(event, SESSION_COOKIE);
	dropCookie(event, NAME_COOKIE);
}

/** The last name that was given on this device, or ''. */
export const readName = (where: Where): string => readCookie(where, NAME_COOKIE)?.value ?? '';

/** Remembers a name for the next board. */
export function writeName(where: Where, name: string): void {
	writeCookie(where, NAME_COOKIE, name, { maxAge: NAME_COOKIE_SECONDS });
}
