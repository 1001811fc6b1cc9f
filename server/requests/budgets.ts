/** Limits how much each person and each address may request. */
import type { AllMessages } from '../../src/lib/i18n/messages.ts';
import type { SyncLimits } from '../sync/limits.ts';
import { blockOf } from './addresses.ts';
import { Rates, type Budget } from './rates.ts';
import type { Refusal } from './refusal.ts';

/** Operations that are costly for the server. */
export type BudgetKind = Exclude<keyof AllMessages['requests']['tooMany'], 'codes'>;
/** Kinds that people without a session can use up, or that do not belong to one person. */
type AddressKind = 'guests' | 'fileBytes' | 'historyBytes' | 'requests';
const ADDRESS_KINDS: ReadonlySet<BudgetKind> = new Set<AddressKind>([
	'guests',
	'fileBytes',
	'historyBytes',
	'requests'
]);
const isAddressKind = (kind: BudgetKind): kind is AddressKind => ADDRESS_KINDS.has(kind);

export interface Asker {
	address: string;
	/** Null without a session. Then only the address counts. */
	userId: string | null;
	/** The board that the operation belongs to. */
	board?: string | undefined;
}
export interface Budgets {
	/**
	 * Takes the cost from the budget. If too little is left, takes nothing and returns a refusal that says when to
	 * retry.
	 */
	take(kind: BudgetKind, asker: Asker, cost?: number): Refusal | null;
	/** Number of budgets in memory. */
	readonly size: number;
}

/**
 * `now` is a monotonic clock in milliseconds. `refused` is called for each refusal. A cost above the whole budget
 * counts as the whole budget, so that no operation is impossible.
 */
export function createBudgets(
	limits: SyncLimits,
	now: () => number,
	refused: (kind: BudgetKind) => void = () => {}
): Budgets {
	const rates = new Rates(limits.budgetsRemembered, now);
	const ofAddress = (kind: BudgetKind): Budget => ({
		atOnce: limits[`${kind}AtOnceOfAddress`],
		perHour: limits[`${kind}PerHourOfAddress`]
	});
	const ofPerson = (kind: Exclude<BudgetKind, AddressKind>): Budget => ({
		atOnce: limits[`${kind}AtOnce`],
		perHour: limits[`${kind}PerHour`]
	});
	function budgetsFor(kind: BudgetKind, { address, userId, board = '' }: Asker) {
		const shared = { name: `${kind} ${blockOf(address)}`, budget: ofAddress(kind) };
		if (userId === null || isAddressKind(kind)) return [shared];
		// Creating and joining boards are counted per person, not per board.
		const place = kind === 'boards' || kind === 'joins' ? '' : board;
		return [{ name: `${kind} ${userId} ${place}`, budget: ofPerson(kind) }, shared];
	}
	return {
		take(kind, asker, cost = 1) {
			const asked = budgetsFor(kind, asker);
			const count = Math.min(cost, ...asked.map(({ budget }) => budget.atOnce));
			const buckets = asked.map(({ name, budget }) => rates.of(name, budget));
			const waitMs = Math.max(...buckets.map((bucket) => bucket.waitMs(now(), count)));
			if (waitMs === 0) {
				for (const bucket of buckets) bucket.take(now(), count);
				return null;
			}
			refused(kind);
			return tooMany(kind, waitMs);
		},
		get size() {
			return rates.size;
		}
	};
}

/** Returns a refusal that says when to try again. */
export function tooMany(kind: keyof AllMessages['requests']['tooMany'], waitMs: number): Refusal {
	const retryAfterSeconds = Math.ceil(waitMs / 1000);
	return {
		status: 429,
		reason: ({ requests }) => `${requests.tooMany[kind]} ${again(retryAfterSeconds, requests)}`,
		retryAfterSeconds
	};
}

const MINUTE_SECONDS = 60;
function again(seconds: number, { again: m }: AllMessages['requests']): string {
	if (seconds <= 10) return m.seconds;
	if (seconds <= MINUTE_SECONDS) return m.minute;
	const minutes = Math.ceil(seconds / MINUTE_SECONDS);
	return minutes <= 90 ? m.minutes(minutes) : m.hours(Math.ceil(minutes / 60));
}
