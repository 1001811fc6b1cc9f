import { say } from '$lib/i18n/say.ts';
import { fail, redirect } from '@sveltejs/kit';
import { sayWhen } from '$lib/server/budget.ts';
import { readForm } from '$lib/server/form.ts';
import { userFor } from '$lib/server/session.ts';
import { codeHint, joinCodeShape } from '$lib/workshop/text.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	left: url.searchParams.has('left') && locals.userId === null,
	erased: url.searchParams.has('erased') && locals.userId === null,
	/** Id of a deleted board: the device then deletes its copy too. */
	gone: /^[\w-]{1,64}$/.exec(url.searchParams.get('gone') ?? '')?.[0] ?? null,
	needsLink: url.searchParams.get('board') === 'needs-link',
	boards: locals.userId === null ? [] : await locals.services.boards.listOf(locals.userId)
});

export const actions: Actions = {
	code: async (event) => {
		const { locals, getClientAddress } = event;
		const form = await readForm(event);
		const typed = String(form.get('code') ?? '');
		const code = joinCodeShape(typed);
		if (code === null) return fail(400, { code: typed, reason: codeHint(locals.messages) });
		const outcome = await locals.services.boards.redeemCode(code, getClientAddress());
		if (!outcome.ok) {
			sayWhen(event, outcome);
			return fail(outcome.status, { code, reason: say(locals.messages, outcome.reason) });
		}
		redirect(303, `/j/${outcome.value}`);
	},
	sample: async (event) => {
		const asker = await userFor(event, 'boards');
		if ('refused' in asker) return fail(429, asker);
		const { services, messages } = event.locals;
		redirect(303, `/b/${await services.boards.createSample(asker.userId, messages)}`);
	}
};
