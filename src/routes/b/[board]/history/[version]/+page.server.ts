import { say } from '$lib/i18n/say.ts';
import { error } from '@sveltejs/kit';
import { requireSeatFor } from '../../seat.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, setHeaders } = event;
	const me = await requireSeatFor(event, 'looks');
	const outcome = await locals.services.boards.version(me, params.board, params.version);
	if (!outcome.ok) error(outcome.status, say(event.locals.messages, outcome.reason));
	setHeaders({ 'cache-control': 'private, no-store' });
	return { past: outcome.value };
};
