import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { commandSchema } from '$lib/workshop/commands.ts';
import { readJson, refuse, requireSeat } from '../seat.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const me = await requireSeat(event);
	const parsed = v.safeParse(commandSchema, await readJson(event.request));
	if (!parsed.success)
		return refuse(400, 'This is no command that the board knows. Nothing was changed.');
	const result = await event.locals.services.boards.run(me, event.params.board, parsed.output);
	return json(result, { status: result.ok ? 200 : result.status });
};
