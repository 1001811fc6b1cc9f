import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The state of the person's request to join; null if they did not ask to join. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { boards } = locals.services;
	const waiting = locals.userId === null ? null : await boards.waiting(locals.userId, params.board);
	return json({ state: waiting?.state ?? null }, { headers: { 'cache-control': 'no-store' } });
};
