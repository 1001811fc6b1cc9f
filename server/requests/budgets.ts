/** What one person, and one address, may ask of the server. */
import type { AllMessages } from '../../src/lib/i18n/messages.ts';
import type { SyncLimits } from '../sync/limits.ts';
import { blockOf } from './addresses.ts';
import { Rates, type Budget } from './rates.ts';
import type { Refusal } from './refusal.ts';

/** Things that cost the server. */
export type BudgetKind = Exclude<keyof AllMessages['requests']['tooMany'], 'codes'>;
/** Kinds that a person without a session can use up, or that are not one person's. */
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
	/** Null without a session: then the address alone counts. */
	userId: string | null;
	/** Of what is done on a board. */
	board?: string | undefined;
}
export interface Budgets {
	/** Takes what something costs. Where it is not there, takes nothing and says so, and when it will be. */
	take(kind: BudgetKind, asker: Asker, cost?: number): Refusal | null;
	/** How many budgets are remembered. */
	readonly size: number;
}

/**
 * `now` in milliseconds of a clock that only goes forward; `refused` hears of each refusal. A cost beyond
 * all that may be asked at once counts as that much, so that nothing is impossible.
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
		// A board of one's own is made from anywhere.
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

/** A refusal that says when to try again. */
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
