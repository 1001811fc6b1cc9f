import { json } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import { refuse, requireSeat } from '../seat.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const me = await requireSeat(event);
	const refused = overBudget(event, 'looks');
	if (refused !== null) return refuse(429, refused);
	return json(await event.locals.services.boards.share(me, event.params.board), {
		headers: { 'cache-control': 'no-store' }
	});
};
