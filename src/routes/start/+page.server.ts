import { fail, redirect } from '@sveltejs/kit';
import { requireUser } from '$lib/server/session.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import { TEMPLATES } from '$lib/workshop/templates.ts';
import { readNewBoard } from './new-board.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	own: locals.userId === null ? [] : await locals.services.boards.templatesOf(locals.userId)
});

export const actions: Actions = {
	create: async (event) => {
		const reading = readNewBoard(await event.request.formData());
		if (!reading.ok) return fail(400, { draft: reading.draft, errors: reading.errors });
		const userId = await requireUser(event);
		const { boards } = event.locals.services;
		const templates = [...TEMPLATES, ...(await boards.templatesOf(userId))];
		if (!templates.some(({ id }) => id === reading.board.template))
			return fail(404, {
				draft: reading.draft,
				errors: { template: 'This template is not kept any more. Choose another one.' }
			});
		redirect(303, `/b/${await boards.create(userId, reading.board)}`);
	},
	removeTemplate: async ({ request, locals }) => {
		const id = String((await request.formData()).get('template') ?? '');
		if (locals.userId !== null) await locals.services.boards.removeTemplate(locals.userId, id);
	},
	fromExport: async (event) => {
		const file = (await event.request.formData()).get('file');
		if (!(file instanceof File) || file.size === 0)
			return fail(400, { exportProblem: 'Choose the JSON file of an exported board.' });
		if (file.size > LIMITS.boardFileBytes)
			return fail(413, {
				exportProblem:
					'This file is larger than a board that can be read back in. Nothing was made.'
			});
		const userId = await requireUser(event);
		const outcome = await event.locals.services.boards.createFromExport(userId, await file.text());
		if (!outcome.ok) return fail(outcome.status, { exportProblem: outcome.reason });
		redirect(303, `/b/${outcome.value}`);
	}
};
