import { say } from '$lib/i18n/say.ts';
import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { EXPORT_FORMATS } from '$lib/workshop/report/export-formats.ts';
import { requireSeatFor } from '../../seat.ts';
import { fileAnswer } from '$lib/server/pieces.ts';
import type { RequestHandler } from './$types';

const formatSchema = v.picklist(EXPORT_FORMATS);
const choicesSchema = v.object({
	separator: v.fallback(v.picklist(['comma', 'semicolon']), 'comma'),
	part: v.fallback(v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/), v.transform(Number)), 1)
});

export const GET: RequestHandler = async (event) => {
	const me = await requireSeatFor(event, 'exports');
	const format = v.safeParse(formatSchema, event.params.format);
	if (!format.success) error(404, event.locals.messages.requests.noFormat(EXPORT_FORMATS));
	const { searchParams } = event.url;
	const { services, locale } = event.locals;
	const choices = v.parse(choicesSchema, {
		separator: searchParams.get('separator'),
		part: searchParams.get('part')
	});
	const outcome = await services.boards.export(me, event.params.board, format.output, {
		...choices,
		locale
	});
	if (!outcome.ok) error(outcome.status, say(event.locals.messages, outcome.reason));
	const { filename, type, body } = outcome.value;
	return fileAnswer(event, body, {
		'content-type': type,
		'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
		'cache-control': 'no-store'
	});
};
