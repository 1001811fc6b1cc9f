import type { IncomingMessage } from 'node:http';
import type { Services } from '../server/services.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Stands in the server's log, so that what a person reports can be found there. */
			id?: string;
		}
		interface Locals {
			services: Services;
			/** Null while nobody is signed in: guests are made when a seat is needed. */
			userId: string | null;
		}
		interface Platform {
			req: IncomingMessage & { services: Services };
		}
	}
}
