import { json } from '@sveltejs/kit';
import { refuse, requireSeat } from '../seat.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const me = await requireSeat(event);
	const outcome = await event.locals.services.boards.history(me, event.params.board);
	if (!outcome.ok) return refuse(outcome.status, outcome.reason);
	return json(outcome.value, { headers: { 'cache-control': 'no-store' } });
};
