import { json } from '@sveltejs/kit';
import { refuse, requireSeat } from '../../../seat.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const me = await requireSeat(event);
	const { board, version } = event.params;
	const outcome = await event.locals.services.boards.copyVersion(me, board, version);
	if (!outcome.ok) return refuse(outcome.status, outcome.reason);
	return json({ board: outcome.value });
};
