import { error, json, type RequestEvent } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import type { Me } from '$lib/workshop/types.ts';

type BoardEvent = RequestEvent<{ board: string }>;

/** The user's seat on the board of the address. Throws 401 without a session, 403 without a seat. */
export async function requireSeat({ locals, params }: BoardEvent): Promise<Me> {
	if (locals.userId === null) error(401, locals.messages.requests.noSession);
	const seat = await locals.services.boards.seat(locals.userId, params.board);
	if (!seat) error(403, locals.messages.requests.noSeat);
	return seat;
}

/** Like `requireSeat`, for requests with a budget. Throws 429 with a sentence when the budget is exceeded. */
export async function requireSeatFor(event: BoardEvent, kind: 'exports' | 'looks'): Promise<Me> {
	const me = await requireSeat(event);
	const refused = overBudget(event, kind);
	if (refused !== null) error(429, refused);
	return me;
}

/** The request's JSON, or null if it cannot be parsed. */
export async function readJson(request: Request): Promise<unknown> {
	try {
		return await request.json();
	} catch {
		return null;
	}
}

/** Returns the text of a request. Throws 400 with a sentence if the connection broke off in the middle. */
export const readText = ({ request, locals }: BoardEvent): Promise<string> =>
	request.text().catch(() => error(400, locals.messages.requests.unreadable));

/** An error response with a sentence for the person. */
export function refuse(status: number, reason: string): Response {
	return json({ ok: false, status, reason }, { status });
}
