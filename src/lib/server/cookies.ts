/** Cookies of the server's own, under names that nobody else can set where the connection is https. */
import type { RequestEvent } from '@sveltejs/kit';
import { cookieRules } from './framing.ts';

type Where = Pick<RequestEvent, 'cookies' | 'url' | 'locals'>;
type Life = { expires: Date } | { maxAge: number };

const isHttps = ({ url }: Where) => url.protocol === 'https:';
/** Browsers take a cookie with this prefix only over https, for the whole host and for no other one. */
const hostName = (name: string) => `__Host-${name}`;

/**
 * The cookie's value. On https a plain one that is left from an earlier version counts while there is none
 * with the prefix; `isPlain` then says that it should be written anew.
 */
export function readCookie(where: Where, name: string): { value: string; isPlain: boolean } | null {
	const hosts = isHttps(where) ? where.cookies.get(hostName(name)) : undefined;
	const value = hosts ?? where.cookies.get(name);
	return value === undefined ? null : { value, isPlain: isHttps(where) && hosts === undefined };
}

/** Out of reach of scripts. On https a plain one of that name goes. */
export function writeCookie(where: Where, name: string, value: string, life: Life): void {
	const { cookies } = where;
	const secure = isHttps(where);
	const options = { path: '/', httpOnly: true, ...rulesOf(where) } as const;
	cookies.set(secure ? hostName(name) : name, value, { ...options, ...life });
	if (secure && cookies.get(name) !== undefined) cookies.delete(name, { path: '/' });
}

/** Removes the cookie in both forms. */
export function dropCookie(where: Where, name: string): void {
	const { cookies } = where;
	if (isHttps(where)) cookies.delete(hostName(name), { path: '/', ...rulesOf(where) });
	cookies.delete(name, { path: '/', secure: isHttps(where) });
}

const rulesOf = ({ url, locals }: Where) => cookieRules(url, locals.services.frameAncestors);
