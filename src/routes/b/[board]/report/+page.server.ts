import { error, redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { boards } = locals.services;
	const me = locals.userId === null ? null : await boards.seat(locals.userId, params.board);
	if (!me) redirect(303, '/?board=needs-link');
	const outcome = await boards.report(me, params.board);
	if (!outcome.ok) error(outcome.status, outcome.reason);
	setHeaders({ 'cache-control': 'private, no-store' });
	return { report: outcome.value, board: params.board };
};
