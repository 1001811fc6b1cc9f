import { say } from '$lib/i18n/say.ts';
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { commandSchema, type CommandKind, type CommandResult } from '$lib/workshop/commands.ts';
import { overBudget } from '$lib/server/budget.ts';
import { readJson, refuse, requireSeat } from '../seat.ts';
import type { RequestHandler } from './$types';

/** Commands that save a version of the board, or restore one. */
const WITH_VERSION: ReadonlySet<CommandKind> = new Set([
	'goToStep',
	'keepVersion',
	'restoreVersion'
]);

/** Size of a command's entry in the history, without its own words. */
const ENTRY_BYTES = 200;

export const POST: RequestHandler = async (event) => {
	const me = await requireSeat(event);
	const parsed = v.safeParse(commandSchema, await readJson(event.request), {
		abortEarly: true
	});
	if (!parsed.success) return refuse(400, event.locals.messages.requests.noCommand);
	const bytes = ENTRY_BYTES + Buffer.byteLength(JSON.stringify(parsed.output));
	const refused =
		overBudget(event, WITH_VERSION.has(parsed.output.kind) ? 'versions' : 'commands') ??
		overBudget(event, 'historyBytes', bytes);
	if (refused !== null) return refuse(429, refused);
	const { services, messages } = event.locals;
	const result = await services.boards.run(me, event.params.board, parsed.output, messages);
	if (result.ok) return json(result);
	const told = { ...result, reason: say(messages, result.reason) };
	return json(told satisfies CommandResult, { status: result.status });
};
