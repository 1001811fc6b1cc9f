/** The server's own cookies. On https, nobody else can set cookies with their names. */
import type { RequestEvent } from '@sveltejs/kit';
import { cookieRules } from './framing.ts';

type Where = Pick<RequestEvent, 'cookies' | 'url' | 'locals'>;
type Life = { expires: Date } | { maxAge: number };

const isHttps = ({ url }: Where) => url.protocol === 'https:';
/** Browsers accept a cookie with this prefix only over https, for the whole host and for no other host. */
const hostName = (name: string) => `__Host-${name}`;

/**
 * The cookie's value. On https, a cookie without the prefix, left by an earlier version, counts if there is none with
 * it; `isPlain` then says that the caller should write it again.
 */
export function readCookie(where: Where, name: string): { value: string; isPlain: boolean } | null {
	const hosts = isHttps(where) ? where.cookies.get(hostName(name)) : undefined;
	const value = hosts ?? where.cookies.get(name);
	return value === undefined ? null : { value, isPlain: isHttps(where) && hosts === undefined };
}

/** Sets the cookie so that scripts cannot read it. On https it also removes the cookie without the prefix. */
export function writeCookie(where: Where, name: string, value: string, life: Life): void {
	const { cookies } = where;
	const secure = isHttps(where);
	const options = { path: '/', httpOnly: true, ...rulesOf(where) } as const;
	cookies.set(secure ? hostName(name) : name, value, { ...options, ...life });
	if (secure && cookies.get(name) !== undefined) cookies.delete(name, { path: '/' });
}

/** Removes the cookie with and without the prefix. */
export function dropCookie(where: Where, name: string): void {
	const { cookies } = where;
	if (isHttps(where)) cookies.delete(hostName(name), { path: '/', ...rulesOf(where) });
	cookies.delete(name, { path: '/', secure: isHttps(where) });
}

const rulesOf = ({ url, locals }: Where) => cookieRules(url, locals.services.frameAncestors);
