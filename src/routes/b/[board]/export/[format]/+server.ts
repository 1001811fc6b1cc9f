import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { requireSeatFor } from '../../seat.ts';
import type { RequestHandler } from './$types';

const formatSchema = v.picklist(['csv', 'requirements.csv', 'scorecard.csv', 'xlsx', 'md', 'json']);

export const GET: RequestHandler = async (event) => {
	const me = await requireSeatFor(event, 'exports');
	const format = v.safeParse(formatSchema, event.params.format);
	if (!format.success)
		error(404, 'A board is exported as csv, requirements.csv, scorecard.csv, xlsx, md or json.');
	const outcome = await event.locals.services.boards.export(me, event.params.board, format.output);
	if (!outcome.ok) error(outcome.status, outcome.reason);
	const { filename, type, body } = outcome.value;
	return new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
			'cache-control': 'no-store'
		}
	});
};
