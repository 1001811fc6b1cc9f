/** Finds the language of a request. */
import type { IncomingHttpHeaders } from 'node:http';
import { messagesOf } from '../src/lib/i18n/catalogue.ts';
import { LOCALE_COOKIE, localeOf, type Locale } from '../src/lib/i18n/locales.ts';
import type { AllMessages } from '../src/lib/i18n/messages.ts';

const COOKIE = new RegExp(`(?:^|;\\s*)(?:__Host-)?${LOCALE_COOKIE}=([\\w-]+)`);

/** Returns the language of the person who sent these headers. */
export function localeFor(headers: IncomingHttpHeaders): Locale {
	const cookie = COOKIE.exec(headers.cookie ?? '')?.[1];
	return localeOf(cookie, headers['accept-language'] ?? null);
}
/** Returns the message catalogue for that language. */
export const messagesFor = (headers: IncomingHttpHeaders): AllMessages =>
	messagesOf(localeFor(headers));
