/** What a request takes of the budgets of its person and address. */
import { say } from '../i18n/say.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { BudgetKind } from '../../../server/requests/budgets.ts';

/**
 * Takes what something costs. Returns null, or a sentence for the person who asked for too much; the
 * answer then says when to come back and should have the status 429.
 */
export function overBudget(event: RequestEvent, kind: BudgetKind, cost = 1): string | null {
	const { locals, params, getClientAddress } = event;
	const asker = { address: getClientAddress(), userId: locals.userId, board: params.board };
	const refusal = locals.services.budgets.take(kind, asker, cost);
	if (refusal === null) return null;
	sayWhen(event, refusal);
	return say(locals.messages, refusal.reason);
}

/** Tells programs how long to wait, where a refusal says so. */
export function sayWhen(
	{ setHeaders }: Pick<RequestEvent, 'setHeaders'>,
	{ retryAfterSeconds }: { retryAfterSeconds?: number }
) {
	if (retryAfterSeconds !== undefined) setHeaders({ 'retry-after': String(retryAfterSeconds) });
}
