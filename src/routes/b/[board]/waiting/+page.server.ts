import { error, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { overBudget } from '$lib/server/budget.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, setHeaders } = event;
	const { boards } = locals.services;
	const refused = overBudget(event, 'pages');
	if (refused !== null) error(429, refused);
	const waiting = locals.userId === null ? null : await boards.waiting(locals.userId, params.board);
	if (!waiting) redirect(303, `${resolve('/')}?board=needs-link`);
	if (waiting.state === 'seated') redirect(303, resolve('/b/[board]', params));
	setHeaders({ 'cache-control': 'private, no-store' });
	return { ...waiting, board: params.board };
};

export const actions: Actions = {
	/** The person does not want to wait any more. */
	leave: async ({ locals, params }) => {
		if (locals.userId !== null)
			await locals.services.boards.stopWaiting(locals.userId, params.board);
		redirect(303, resolve('/'));
	}
};
