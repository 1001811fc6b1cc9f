import { say } from '$lib/i18n/say.ts';
import { fail, redirect } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import { readForm, readUpload } from '$lib/server/form.ts';
import { charge, userFor, userOf, writeName } from '$lib/server/session.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import { isReadyTemplate } from '$lib/workshop/steps/templates.ts';
import { readNewBoard } from './new-board.ts';
import type { Actions, PageServerLoad } from './$types';

/** A board file costs one more board for each of these many bytes. */
const BYTES_OF_A_BOARD = 4_000_000;

export const load: PageServerLoad = async ({ locals }) => ({
	own: locals.userId === null ? [] : await locals.services.boards.templatesOf(locals.userId)
});

export const actions: Actions = {
	create: async (event) => {
		const reading = readNewBoard(await readForm(event), event.locals.messages);
		if (!reading.ok) return fail(400, { draft: reading.draft, errors: reading.errors });
		const { locals } = event;
		const { boards } = locals.services;
		const { template } = reading.board;
		const own = locals.userId === null ? [] : await boards.templatesOf(locals.userId);
		if (!isReadyTemplate(template) && !own.some(({ id }) => id === template))
			return fail(404, {
				draft: reading.draft,
				errors: { template: locals.messages.requests.newBoard.noTemplate }
			});
		const asker = await userFor(event, 'boards');
		if ('refused' in asker) return fail(429, { draft: reading.draft, ...asker });
		const board = await boards.create(asker.userId, reading.board, locals.messages);
		writeName(event, reading.board.name);
		redirect(303, `/b/${board}`);
	},
	removeTemplate: async (event) => {
		const { locals } = event;
		const id = (await readForm(event)).get('template') ?? '';
		if (locals.userId !== null) await locals.services.boards.removeTemplate(locals.userId, id);
	},
	fromExport: async (event) => {
		const { locals, getClientAddress } = event;
		const { boards } = locals.services;
		// Reject a body that is too large without reading it. A body without a length may have any size.
		const length = Number(event.request.headers.get('content-length') ?? LIMITS.boardFileBytes);
		const cost = 1 + Math.ceil(length / BYTES_OF_A_BOARD);
		const refused = charge(event, 'boards', cost) ?? overBudget(event, 'fileBytes', length);
		if (refused !== null) return fail(429, { exportProblem: refused });
		const upload = await readUpload(event);
		const asker = locals.userId ?? getClientAddress();
		const { messages } = locals;
		const made = await boards.createFromFile(asker, upload, () => userOf(event), messages);
		if (!made.ok) return fail(made.status, { exportProblem: say(messages, made.reason) });
		redirect(303, `/b/${made.value}`);
	}
};
