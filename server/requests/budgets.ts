/** What one person, and one address, may ask of the server. */
import type { SyncLimits } from '../sync/limits.ts';
import { blockOf } from './addresses.ts';
import { Rates, type Budget } from './rates.ts';
import type { Refusal } from './refusal.ts';

/** Things that cost the server, with what a person is told who asks for too many of them. */
const TOO_MANY = {
	boards: 'Many boards were started just now. Nothing was lost',
	joins: 'Many people are joining just now. Your name and function are still here',
	guests: 'Many people came from your network just now. What you typed is still here',
	imports:
		'Many imports were made just now. Nothing of this one was imported, and it is still here',
	commands: 'That was a lot at once. Nothing was changed',
	versions:
		'This board went from step to step, or was kept, many times just now. Nothing was changed',
	exports: 'Many files were made just now. Your board is as it was',
	looks: 'This was opened many times just now. Your board is as it was',
	pages: 'This board was opened many times just now. It is as it was',
	fileBytes:
		'Much was made out of board files from your network lately. Nothing was made of this one, and it is as it was',
	historyBytes: 'Very much was done on boards from your network just now. Nothing was changed',
	requests: 'Very many pages were asked for from your network just now. Nothing was lost'
} as const;
export type BudgetKind = keyof typeof TOO_MANY;
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
			return tooMany(TOO_MANY[kind], waitMs);
		},
		get size() {
			return rates.size;
		}
	};
}

/** A refusal that says when to try again; `why` is a sentence without its full stop. */
export function tooMany(why: string, waitMs: number): Refusal {
	const retryAfterSeconds = Math.ceil(waitMs / 1000);
	return {
		status: 429,
		reason: `${why}. Please try again ${inWords(retryAfterSeconds)}.`,
		retryAfterSeconds
	};
}

const MINUTE_SECONDS = 60;
function inWords(seconds: number): string {
	if (seconds <= 10) return 'in a few seconds';
	if (seconds <= MINUTE_SECONDS) return 'in a minute';
	const minutes = Math.ceil(seconds / MINUTE_SECONDS);
	return minutes <= 90 ? `in ${minutes} minutes` : `in ${Math.ceil(minutes / 60)} hours`;
}
