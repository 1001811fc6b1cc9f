import { say } from '$lib/i18n/say.ts';
import { json } from '@sveltejs/kit';
import { overBudget } from '$lib/server/budget.ts';
import { refuse, requireSeat } from '../seat.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const me = await requireSeat(event);
	const { messages, services } = event.locals;
	const refused = overBudget(event, 'looks');
	if (refused !== null) return refuse(429, refused);
	const { searchParams } = event.url;
	const entries = readPosition(searchParams.get('entries'));
	if (entries === undefined) return refuse(400, messages.history.noSuchPage);
	const wish = { versions: searchParams.get('versions'), entries };
	const outcome = await services.boards.history(me, event.params.board, wish, messages);
	if (!outcome.ok) return refuse(outcome.status, say(messages, outcome.reason));
	return json(outcome.value, { headers: { 'cache-control': 'no-store' } });
};

/** Returns undefined if the text is not a position. */
function readPosition(text: string | null): number | '' | null | undefined {
	if (text === null || text === '') return text;
	const position = Number(text);
	return Number.isSafeInteger(position) ? position : undefined;
}
