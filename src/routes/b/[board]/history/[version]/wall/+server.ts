import { say } from '$lib/i18n/say.ts';
import { error } from '@sveltejs/kit';
import { requireSeatFor } from '../../../seat.ts';
import { fileAnswer } from '$lib/server/pieces.ts';
import type { RequestHandler } from './$types';

/** The encoded wall of a version, for a page that was sent without it. */
export const GET: RequestHandler = async (event) => {
	const { locals, params } = event;
	const me = await requireSeatFor(event, 'looks');
	const outcome = await locals.services.boards.versionWall(me, params.board, params.version);
	if (!outcome.ok) error(outcome.status, say(event.locals.messages, outcome.reason));
	return fileAnswer(event, outcome.value, {
		'content-type': 'application/octet-stream',
		'cache-control': 'no-store'
	});
};
