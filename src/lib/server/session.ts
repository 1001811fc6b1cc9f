/** The session cookie: who is asking, and making a guest of somebody who needs a seat. */
import type { RequestEvent } from '@sveltejs/kit';
import { cookieRules } from './framing.ts';

/** The same name stands in `server/auth`, of which pages may take only types. */
export const SESSION_COOKIE = 'groundwork_session';

/** Writes the session cookie. `expiresAt` is in epoch milliseconds. */
export function writeSession(
	{ cookies, url, locals }: RequestEvent,
	{ token, expiresAt }: { token: string; expiresAt: number }
): void {
	cookies.set(SESSION_COOKIE, token, {
		path: '/',
		httpOnly: true,
		...cookieRules(url, locals.services.frameAncestors),
		expires: new Date(expiresAt)
	});
}

/** The user behind the cookie, or null. Renews the cookie when its session was renewed. */
export async function readUser(event: RequestEvent): Promise<string | null> {
	const { cookies, locals } = event;
	const token = cookies.get(SESSION_COOKIE);
	if (token === undefined) return null;
	const session = await locals.services.auth.validate(token);
	if (session === null) return null;
	if (session.refresh !== null) writeSession(event, session.refresh);
	return session.userId;
}

/** The asker's user id. Somebody without a session becomes a guest and gets the cookie. */
export async function requireUser(event: RequestEvent): Promise<string> {
	const { locals } = event;
	if (locals.userId !== null) return locals.userId;
	const { userId, token, expiresAt } = await locals.services.auth.createGuest();
	writeSession(event, { token, expiresAt });
	locals.userId = userId;
	return userId;
}
