/** Charges a request to the budgets of its person and address. */
import { say } from '../i18n/say.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { BudgetKind } from '../../../server/requests/budgets.ts';

/**
 * Charges the cost of a request. Returns null, or a sentence for the person if a budget is exceeded; it then also sets
 * the `retry-after` header, and the caller should respond with status 429.
 */
export function overBudget(event: RequestEvent, kind: BudgetKind, cost = 1): string | null {
	const { locals, params, getClientAddress } = event;
	const asker = { address: getClientAddress(), userId: locals.userId, board: params.board };
	const refusal = locals.services.budgets.take(kind, asker, cost);
	if (refusal === null) return null;
	sayWhen(event, refusal);
	return say(locals.messages, refusal.reason);
}

/** Sets the `retry-after` header for programs, if the refusal has a waiting time. */
export function sayWhen(
	{ setHeaders }: Pick<RequestEvent, 'setHeaders'>,
	{ retryAfterSeconds }: { retryAfterSeconds?: number }
) {
	if (retryAfterSeconds !== undefined) setHeaders({ 'retry-after': String(retryAfterSeconds) });
}
