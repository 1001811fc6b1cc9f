import { redirect } from '@sveltejs/kit';
import { signOut } from '$lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	if (locals.userId === null) redirect(303, '/');
	setHeaders({ 'cache-control': 'private, no-store' });
	const boards = await locals.services.boards.listOf(locals.userId);
	return { boards: boards.map(({ board, title, role }) => ({ board, title, role })) };
};

export const actions: Actions = {
	default: async (event) => {
		await signOut(event);
		redirect(303, '/?left');
	}
};
