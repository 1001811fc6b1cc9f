import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { importSchema } from '$lib/workshop/commands.ts';
import { overBudget } from '$lib/server/budget.ts';
import { readJson, refuse, requireSeat } from '../seat.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const me = await requireSeat(event);
	const parsed = v.safeParse(importSchema, await readJson(event.request));
	if (!parsed.success)
		return refuse(400, 'These rows cannot be read as notes. Nothing was imported.');
	const refused = overBudget(event, 'imports');
	if (refused !== null) return refuse(429, refused);
	const outcome = await event.locals.services.boards.importRows(
		me,
		event.params.board,
		parsed.output
	);
	return outcome.ok ? json(outcome) : refuse(outcome.status, outcome.reason);
};
