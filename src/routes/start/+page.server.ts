import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '$lib/server/form.ts';
import { userFor, writeName } from '$lib/server/session.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import { TEMPLATES } from '$lib/workshop/templates.ts';
import { readNewBoard } from './new-board.ts';
import type { Actions, PageServerLoad } from './$types';

/** A board file costs as much as a board for each so many bytes, beside the board itself. */
const BYTES_OF_A_BOARD = 4_000_000;

export const load: PageServerLoad = async ({ locals }) => ({
	own: locals.userId === null ? [] : await locals.services.boards.templatesOf(locals.userId)
});

export const actions: Actions = {
	create: async (event) => {
		const reading = readNewBoard(await readForm(event.request));
		if (!reading.ok) return fail(400, { draft: reading.draft, errors: reading.errors });
		const { locals } = event;
		const { boards } = locals.services;
		const own = locals.userId === null ? [] : await boards.templatesOf(locals.userId);
		const templates = [...TEMPLATES, ...own];
		if (!templates.some(({ id }) => id === reading.board.template))
			return fail(404, {
				draft: reading.draft,
				errors: { template: 'This template is not kept any more. Choose another one.' }
			});
		const asker = await userFor(event, 'boards');
		if ('refused' in asker) return fail(429, { draft: reading.draft, ...asker });
		const board = await boards.create(asker.userId, reading.board);
		writeName(event, reading.board.name);
		redirect(303, `/b/${board}`);
	},
	removeTemplate: async ({ request, locals }) => {
		const id = String((await readForm(request)).get('template') ?? '');
		if (locals.userId !== null) await locals.services.boards.removeTemplate(locals.userId, id);
	},
	fromExport: async (event) => {
		const file = (await readForm(event.request)).get('file');
		if (!(file instanceof File) || file.size === 0)
			return fail(400, { exportProblem: 'Choose the JSON file of an exported board.' });
		if (file.size > LIMITS.boardFileBytes)
			return fail(413, {
				exportProblem:
					'This file is larger than a board that can be read back in. Nothing was made.'
			});
		const asker = await userFor(event, 'boards', 1 + Math.ceil(file.size / BYTES_OF_A_BOARD));
		if ('refused' in asker) return fail(429, { exportProblem: asker.refused });
		const { boards } = event.locals.services;
		const outcome = await boards.createFromExport(asker.userId, await file.text());
		if (!outcome.ok) return fail(outcome.status, { exportProblem: outcome.reason });
		redirect(303, `/b/${outcome.value}`);
	}
};
