import { say } from '$lib/i18n/say.ts';
import { json } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import { readText, refuse, requireSeat } from '../seat.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const { locals, params } = event;
	const me = await requireSeat(event);
	const refused = overBudget(event, 'imports');
	if (refused !== null) return refuse(429, refused);
	const outcome = await locals.services.boards.importRows(me, params.board, await readText(event));
	return outcome.ok
		? json(outcome)
		: refuse(outcome.status, say(event.locals.messages, outcome.reason));
};
