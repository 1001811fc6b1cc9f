/** In which language a request is answered. */
import type { IncomingHttpHeaders } from 'node:http';
import { messagesOf } from '../src/lib/i18n/catalogue.ts';
import { LOCALE_COOKIE, localeOf } from '../src/lib/i18n/locales.ts';
import type { AllMessages } from '../src/lib/i18n/messages.ts';

const COOKIE = new RegExp(`(?:^|;\\s*)(?:__Host-)?${LOCALE_COOKIE}=([\\w-]+)`);

/** The catalogue for whoever sent these headers. */
export function messagesFor(headers: IncomingHttpHeaders): AllMessages {
	const cookie = COOKIE.exec(headers.cookie ?? '')?.[1];
	return messagesOf(localeOf(cookie, headers['accept-language'] ?? null));
}
