import { error, redirect } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import type { Report } from '$lib/workshop/report.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, setHeaders } = event;
	const { boards } = locals.services;
	const me = locals.userId === null ? null : await boards.seat(locals.userId, params.board);
	if (!me) redirect(303, '/?board=needs-link');
	const refused = overBudget(event, 'looks');
	if (refused !== null) error(429, refused);
	const outcome = await boards.report(me, params.board);
	if (!outcome.ok) error(outcome.status, outcome.reason);
	setHeaders({ 'cache-control': 'private, no-store' });
	return { report: JSON.parse(outcome.value) as Report, board: params.board };
};
