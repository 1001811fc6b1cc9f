import type { IncomingMessage } from 'node:http';
import type { Locale } from '$lib/i18n/locales.ts';
import type { AllMessages } from '$lib/i18n/messages.ts';
import type { Services } from '../server/services.ts';

declare global {
	interface Window {
		/** The button that was pressed last, if the press was on one that needs a script (app.html). */
		pressedBefore?: HTMLElement | null;
	}
	namespace App {
		interface Error {
			message: string;
			/** Stands in the server's log, so that what a person reports can be found there. */
			id?: string;
			/** No memory is left for more boards; the message says so. */
			full?: true;
		}
		interface Locals {
			services: Services;
			/** Language of the answer, and its catalogue. */
			locale: Locale;
			messages: AllMessages;
			/** Null while nobody is signed in: guests are made when a seat is needed. */
			userId: string | null;
			/** Set where the server is full or busy: the answer is a 503 that says to come back after so long. */
			retryAfterSeconds?: number;
		}
		interface Platform {
			req: IncomingMessage & { services: Services };
		}
	}
}
