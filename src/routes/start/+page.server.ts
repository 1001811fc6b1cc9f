import { fail, redirect } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import { readForm, readUpload } from '$lib/server/form.ts';
import { charge, userFor, userOf, writeName } from '$lib/server/session.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import { TEMPLATES } from '$lib/workshop/steps/templates.ts';
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
		const id = (await readForm(request)).get('template') ?? '';
		if (locals.userId !== null) await locals.services.boards.removeTemplate(locals.userId, id);
	},
	fromExport: async (event) => {
		const { locals, getClientAddress } = event;
		const { boards } = locals.services;
		// What is too much is not read. A body without a length may be as long as any.
		const length = Number(event.request.headers.get('content-length') ?? LIMITS.boardFileBytes);
		const cost = 1 + Math.ceil(length / BYTES_OF_A_BOARD);
		const refused = charge(event, 'boards', cost) ?? overBudget(event, 'fileBytes', length);
		if (refused !== null) return fail(429, { exportProblem: refused });
		const upload = await readUpload(event.request);
		const asker = locals.userId ?? getClientAddress();
		const made = await boards.createFromFile(
			asker,
			upload,
			() => userOf(event),
			event.locals.messages
		);
		if (!made.ok) return fail(made.status, { exportProblem: made.reason });
		redirect(303, `/b/${made.value}`);
	}
};
