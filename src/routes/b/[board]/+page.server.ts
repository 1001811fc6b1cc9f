import { say } from '$lib/i18n/say.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, setHeaders } = event;
	const { boards, pageTurns } = locals.services;
	const refused = overBudget(event, 'pages');
	if (refused !== null) error(429, refused);
	setHeaders({ 'cache-control': 'private, no-store' });
	const { userId } = locals;
	const me = userId === null ? null : await boards.seat(userId, params.board);
	await pageTurns.take();
	const outcome = me && (await boards.page(me, params.board));
	await pageTurns.take();
	if (outcome?.ok) return { page: outcome.value, deletion: null };
	const deletion = userId === null ? null : await boards.deletion(userId, params.board);
	if (deletion) return { page: null, deletion };
	if (userId !== null && (await boards.waiting(userId, params.board)))
		redirect(303, `/b/${params.board}/waiting`);
	// The first page then deletes this device's copy of the deleted board.
	const gone = (await boards.exists(params.board))
		? ''
		: `&gone=${encodeURIComponent(params.board)}`;
	redirect(303, `/?board=needs-link${gone}`);
};

export const actions: Actions = {
	bringBack: async ({ locals, params }) => {
		if (locals.userId === null) error(401, locals.messages.requests.noSession);
		const outcome = await locals.services.boards.bringBack(locals.userId, params.board);
		if (!outcome.ok) return fail(outcome.status, { reason: say(locals.messages, outcome.reason) });
		redirect(303, `/b/${params.board}`);
	}
};
