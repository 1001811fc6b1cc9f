import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { boards } = locals.services;
	const waiting = locals.userId === null ? null : await boards.waiting(locals.userId, params.board);
	if (!waiting) redirect(303, `${resolve('/')}?board=needs-link`);
	if (waiting.state === 'seated') redirect(303, resolve('/b/[board]', params));
	setHeaders({ 'cache-control': 'private, no-store' });
	return { ...waiting, board: params.board };
};

export const actions: Actions = {
	/** Does not want to wait any more. */
	leave: async ({ locals, params }) => {
		if (locals.userId !== null)
			await locals.services.boards.stopWaiting(locals.userId, params.board);
		redirect(303, resolve('/'));
	}
};
