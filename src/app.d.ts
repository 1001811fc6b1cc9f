import type { IncomingMessage } from 'node:http';
import type { Locale } from '$lib/i18n/locales.ts';
import type { AllMessages } from '$lib/i18n/messages.ts';
import type { Services } from '../server/services.ts';

declare global {
	interface Window {
		/** The button that was pressed last before the scripts loaded, if that button needs a script (app.html). */
		pressedBefore?: HTMLElement | null;
	}
	namespace App {
		interface Error {
			message: string;
			/** Also in the server's log, so that an error that a person reports can be found there. */
			id?: string;
			/** The server has no memory left for more boards; the message says so. */
			full?: true;
		}
		interface Locals {
			services: Services;
			/** Language of the response, and its catalogue. */
			locale: Locale;
			messages: AllMessages;
			/** Null while nobody is signed in: the server creates a guest when somebody needs a seat. */
			userId: string | null;
			/** Set when the server is full or busy: the response is a 503 that asks to retry after this many seconds. */
			retryAfterSeconds?: number;
		}
		interface Platform {
			req: IncomingMessage & { services: Services };
		}
	}
}
