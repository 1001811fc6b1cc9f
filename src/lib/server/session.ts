/** The session cookie: who is asking, and making a guest of somebody who needs a seat. */
import type { RequestEvent } from '@sveltejs/kit';
import { overBudget } from './budget.ts';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';

/** The same name stands in `server/auth`, of which pages may take only types. */
const SESSION_COOKIE = 'groundwork_session';
const NAME_COOKIE = 'groundwork_name';
const NAME_COOKIE_SECONDS = 365 * 24 * 3600;

type Where = Pick<RequestEvent, 'cookies' | 'url' | 'locals'>;

/** Writes the session cookie. `expiresAt` is in epoch milliseconds. */
function writeSession(where: Where, { token, expiresAt }: { token: string; expiresAt: number }) {
	writeCookie(where, SESSION_COOKIE, token, { expires: new Date(expiresAt) });
}

/** The user behind the cookie, or null. Writes the cookie anew when its session or its form was renewed. */
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
 * Takes what the asker wants from their budgets, and a guest's seat if they have no session; or says why not now.
 */
export function charge(event: RequestEvent, kind: 'boards' | 'joins', cost = 1): string | null {
	return (
		overBudget(event, kind, cost) ??
		(event.locals.userId === null ? overBudget(event, 'guests') : null)
	);
}

/** The asker's user id. Somebody without a session becomes a guest and gets the cookie: call it when all else is checked. */
export async function userOf(event: RequestEvent): Promise<string> {
	const { locals } = event;
	if (locals.userId !== null) return locals.userId;
	const { userId, token, expiresAt } = await locals.services.auth.createGuest();
	writeSession(event, { token, expiresAt });
	locals.userId = userId;
	return userId;
}

/** The asker's user id, once what they want is taken from their budgets; or a sentence why not now. */
export async function userFor(
	event: RequestEvent,
	kind: 'boards' | 'joins'
): Promise<{ userId: string } | { refused: string }> {
	const refused = charge(event, kind);
	return refused === null ? { userId: await userOf(event) } : { refused };
}

/** Ends the session and forgets who was here. Cookies stay while the session could not be ended. */
export async function signOut(event: RequestEvent): Promise<void> {
	const cookie = readCookie(event, SESSION_COOKIE);
	if (cookie !== null) await event.locals.services.auth.signOut(cookie.value);
	event.locals.userId = null;
	dropCookie(event, SESSION_COOKIE);
	dropCookie(event, NAME_COOKIE);
}

/** The name that this device gave last, or ''. */
export const readName = (where: Where): string => readCookie(where, NAME_COOKIE)?.value ?? '';

/** Remembers a name for the next board. */
export function writeName(where: Where, name: string): void {
	writeCookie(where, NAME_COOKIE, name, { maxAge: NAME_COOKIE_SECONDS });
}
