import { say } from '$lib/i18n/say.ts';
import { fail, redirect } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import { readForm } from '$lib/server/form.ts';
import { signOut } from '$lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const { userId } = locals;
	return { boards: userId === null ? null : await locals.services.boards.personal(userId) };
};

export const actions: Actions = {
	erase: async (event) => {
		const { locals } = event;
		if (locals.userId === null) redirect(303, '/?erased');
		const form = await readForm(event);
		if (form.get('sure') !== 'yes')
			return fail(400, { reason: locals.messages.requests.tickFirst });
		const refused = overBudget(event, 'exports');
		if (refused !== null) return fail(429, { reason: refused });
		const outcome = await locals.services.boards.erase(locals.userId);
		if (!outcome.ok) return fail(outcome.status, { reason: say(locals.messages, outcome.reason) });
		await signOut(event);
		redirect(303, '/?erased');
	}
};
