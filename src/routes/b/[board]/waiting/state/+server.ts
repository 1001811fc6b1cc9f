import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** How it stands with the asker; null for somebody who did not ask to come in. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { boards } = locals.services;
	const waiting = locals.userId === null ? null : await boards.waiting(locals.userId, params.board);
	return json({ state: waiting?.state ?? null }, { headers: { 'cache-control': 'no-store' } });
};
