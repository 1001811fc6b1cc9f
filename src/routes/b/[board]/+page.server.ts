import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { boards } = locals.services;
	const me = locals.userId === null ? null : await boards.seat(locals.userId, params.board);
	const outcome = me && (await boards.page(me, params.board));
	if (!outcome?.ok) {
		const waits = locals.userId !== null && (await boards.waiting(locals.userId, params.board));
		redirect(303, waits ? `/b/${params.board}/waiting` : '/?board=needs-link');
	}
	setHeaders({ 'cache-control': 'private, no-store' });
	return { page: outcome.value };
};
