import { say } from '$lib/i18n/say.ts';
import { json } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import { refuse, requireSeat } from '../../../seat.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const me = await requireSeat(event);
	const refused = overBudget(event, 'boards');
	if (refused !== null) return refuse(429, refused);
	const { board, version } = event.params;
	const { messages, services } = event.locals;
	const outcome = await services.boards.copyVersion(me, board, version, messages);
	if (!outcome.ok) return refuse(outcome.status, say(messages, outcome.reason));
	return json({ board: outcome.value });
};
