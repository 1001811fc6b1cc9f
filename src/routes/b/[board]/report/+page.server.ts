import { say } from '$lib/i18n/say.ts';
import { error, redirect } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import type { Report } from '$lib/workshop/report/report.ts';
import type { PageServerLoad } from './$types';

/** The page fetches a longer report separately: rendering 100,000 characters takes about 30 ms. */
const AT_ONCE_CHARS = 100_000;

export const load: PageServerLoad = async (event) => {
	const { locals, params, setHeaders } = event;
	const { boards } = locals.services;
	const me = locals.userId === null ? null : await boards.seat(locals.userId, params.board);
	if (!me) redirect(303, '/?board=needs-link');
	const refused = overBudget(event, 'looks');
	if (refused !== null) error(429, refused);
	const outcome = await boards.report(me, params.board);
	if (!outcome.ok) error(outcome.status, say(event.locals.messages, outcome.reason));
	setHeaders({ 'cache-control': 'private, no-store' });
	const isLong = outcome.value.length > AT_ONCE_CHARS;
	const report = isLong ? null : (JSON.parse(outcome.value) as Report);
	return { report, board: params.board };
};
