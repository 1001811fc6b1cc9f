import { error } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import { fileAnswer } from '$lib/server/pieces.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { locals } = event;
	if (locals.userId === null) error(401, locals.messages.requests.nothingOfYou);
	const refused = overBudget(event, 'exports');
	if (refused !== null) error(429, refused);
	const { filename, type, body } = await locals.services.boards.takeAlong(locals.userId, locals.messages);
	return fileAnswer(event, body, {
		'content-type': type,
		'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
		'cache-control': 'no-store'
	});
};
