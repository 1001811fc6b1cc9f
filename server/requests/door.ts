/** Checks that every request passes before a page or an endpoint gets it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { SyncLimits } from '../sync/limits.ts';
import { clientAddresses, type ProxyTrust } from './addresses.ts';
import type { Answers } from './answers.ts';
import { createBodies } from './bodies.ts';
import type { Budgets } from './budgets.ts';
import { originAdvice, whyForeign } from './origin.ts';
import { refuse, type Refusal } from './refusal.ts';
import { whyUnreadable } from './unreadable.ts';

/** Tells pages the client's address. The server always overwrites this header, so clients cannot forge it. */
export const ADDRESS_HEADER = 'x-groundwork-address';
const BUILT_FILES = '/_app/';

export interface DoorParts {
	/** The setting `ORIGIN`, or null. */
	publicOrigin: string | null;
	proxies: ProxyTrust;
	budgets: Budgets;
	answers: Answers;
	limits: SyncLimits;
	/** A monotonic clock in milliseconds. */
	now: () => number;
	log: Logger;
}

/** Returns true if it has answered the request itself. Then no page gets the request. */
export function createDoor({
	publicOrigin,
	proxies,
	budgets,
	answers,
	limits,
	now,
	log
}: DoorParts) {
	const addressOf = clientAddresses(proxies);
	const whyNotRead = createBodies(limits, now);
	const advise = originAdvice(log, publicOrigin);

	function whyNot(request: IncomingMessage, response: ServerResponse): Refusal | null {
		const address = addressOf(request);
		request.headers[ADDRESS_HEADER] = address;
		answers.begin(request, response, address);
		const base = publicOrigin ?? `http://${request.headers.host ?? ''}`;
		const unreadable = whyUnreadable(request, base);
		if (unreadable !== null) return unreadable;
		if (request.url?.startsWith(BUILT_FILES)) return null;
		const foreign = whyForeign(request.method, request.headers, publicOrigin);
		if (foreign !== null) {
			advise(request.headers);
			return { status: 403, reason: foreign };
		}
		return (
			budgets.take('requests', { address, userId: null }) ?? whyNotRead(request, response, address)
		);
	}
	return (request: IncomingMessage, response: ServerResponse): boolean => {
		const refusal = whyNot(request, response);
		if (refusal) refuse(request, response, refusal);
		return refusal !== null;
	};
}
