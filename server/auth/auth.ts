/** Sign-in for guests: a cookie holds a random token, and the store keeps only its hash. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Auth } from '../services.ts';
import type { Store } from '../store/store.ts';
import { createSessions, SESSION_DAYS } from './lucia.ts';

export const SESSION_COOKIE = 'groundwork_session';
/** The cookie's name on https connections. */
export const HOST_SESSION_COOKIE = `__Host-${SESSION_COOKIE}`;

const TOKEN_BYTES = 32;
/** 32 bytes in base64url. */
const TOKEN = /^[\w-]{43}$/;
/** Node rejects larger headers by default. */
const COOKIE_HEADER_CHARS = 16_384;

/** The session id under which a token is stored: its SHA-256 in hex. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/**
 * Returns the first well-formed session token of a `Cookie` header, or null. Accepts any text. The cookie for https
 * takes precedence over the plain one, because any host of the domain could have set the plain one.
 */
export function readSessionToken(cookieHeader: string | undefined): string | null {
	if (!cookieHeader || cookieHeader.length > COOKIE_HEADER_CHARS) return null;
	return tokenNamed(HOST_SESSION_COOKIE, cookieHeader) ?? tokenNamed(SESSION_COOKIE, cookieHeader);
}

function tokenNamed(name: string, cookieHeader: string): string | null {
	for (const pair of cookieHeader.split(';')) {
		const equals = pair.indexOf('=');
		if (equals < 0 || pair.slice(0, equals).trim() !== name) continue;
		const value = pair.slice(equals + 1).trim();
		if (TOKEN.test(value)) return value;
	}
	return null;
}

/** `clock` returns epoch milliseconds. Sessions live for 90 days and are renewed at half of that. */
export function createAuth(store: Store, clock: () => number): Auth {
	const sessions = createSessions(store);
	return {
		sessionDays: SESSION_DAYS,
		async createGuest() {
			const userId = randomUUID();
			const token = randomBytes(TOKEN_BYTES).toString('base64url');
			await store.createUser({ id: userId, createdAt: clock() });
			const expiresAt = await sessions.start(userId, hashToken(token));
			return { userId, token, expiresAt };
		},
		async validate(token) {
			if (!TOKEN.test(token)) return null;
			return sessions.validate(hashToken(token));
		},
		signOut: (token) => sessions.end(hashToken(token))
	};
}
