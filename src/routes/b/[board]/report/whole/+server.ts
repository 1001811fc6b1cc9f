import { say } from '$lib/i18n/say.ts';
import { error } from '@sveltejs/kit';
import { requireSeatFor } from '../../seat.ts';
import { fileAnswer } from '$lib/server/pieces.ts';
import type { RequestHandler } from './$types';

/** A Report as JSON, for a page that was sent without it. */
export const GET: RequestHandler = async (event) => {
	const { locals, params } = event;
	const me = await requireSeatFor(event, 'looks');
	const outcome = await locals.services.boards.report(me, params.board);
	if (!outcome.ok) error(outcome.status, say(event.locals.messages, outcome.reason));
	return fileAnswer(event, outcome.value, {
		'content-type': 'application/json',
		'cache-control': 'no-store'
	});
};
