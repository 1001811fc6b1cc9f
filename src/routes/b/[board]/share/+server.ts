import { say } from '$lib/i18n/say.ts';
import { json } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import { refuse, requireSeat } from '../seat.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const me = await requireSeat(event);
	const over = overBudget(event, 'looks');
	if (over !== null) return refuse(429, over);
	const outcome = await event.locals.services.boards.share(me, event.params.board);
	if (!outcome.ok) return refuse(outcome.status, say(event.locals.messages, outcome.reason));
	return json(outcome.value, { headers: { 'cache-control': 'no-store' } });
};
