import { json } from '@sveltejs/kit';
import { requireSeat } from '../seat.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const me = await requireSeat(event);
	return json(await event.locals.services.boards.share(me, event.params.board), {
		headers: { 'cache-control': 'no-store' }
	});
};
