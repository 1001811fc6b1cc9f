/**
 * Slows down guessing of join codes without blocking a group that joins from one room and mistypes.
 *
 * There are 19^6 = 47 million codes, and each is valid for one day. One address gets 30 wrong guesses and then six
 * a minute. Alone it finds one given code within its day with a chance of 0.02 %. A thousand addresses would find
 * it with 17 %, so all addresses together get 1,000 wrong guesses and then ten a minute: 15,400 a day, 0.03 %. When
 * those are used up, no address is blocked: each address (each /48 of IPv6) still gets 30 wrong guesses and one an
 * hour, which adds 0.0001 % for each address that guesses.
 *
 * The server remembers each code that was typed correctly at an address. That code keeps opening the board for the
 * others in the room, however many of them mistype. These tries count against the budget for joining.
 */
import { SYNC_LIMITS, type SyncLimits } from '../sync/limits.ts';
import { blockOf } from './addresses.ts';
import { tooMany } from './budgets.ts';
import { Rates, type Budget } from './rates.ts';
import type { Refusal } from './refusal.ts';

const WIDE_BLOCK_BITS = 48;
const ALL = 'all';

/** A guess that the server may check. It counts as wrong until `right` is called. */
export interface Guess {
	right(): void;
}

export class GuessBrake {
	readonly #now: () => number;
	readonly #rates: Rates;
	readonly #ofAddress: Budget;
	readonly #together: Budget;
	readonly #spare: Budget;
	readonly #known: Budget;

	/** `now` is a monotonic clock in milliseconds. */
	constructor(now: () => number, limits: SyncLimits = SYNC_LIMITS) {
		this.#now = now;
		this.#rates = new Rates(limits.budgetsRemembered, now);
		this.#ofAddress = {
			atOnce: limits.wrongCodesAtOnceOfAddress,
			perHour: limits.wrongCodesPerHourOfAddress
		};
		this.#together = { atOnce: limits.wrongCodesAtOnce, perHour: limits.wrongCodesPerHour };
		this.#spare = {
			atOnce: limits.spareCodesAtOnceOfAddress,
			perHour: limits.spareCodesPerHourOfAddress
		};
		this.#known = { atOnce: limits.joinsAtOnceOfAddress, perHour: limits.joinsPerHourOfAddress };
	}

	/** Returns a guess if this address may try this code now. */
	enter(
		address: string,
		code: string
	): { ok: true; guess: Guess } | { ok: false; refusal: Refusal } {
		const now = this.#now();
		const own = this.#rates.of(`own ${blockOf(address)}`, this.#ofAddress);
		const all = this.#rates.of(ALL, this.#together);
		const shared =
			all.waitMs(now) === 0
				? all
				: this.#rates.of(`spare ${blockOf(address, WIDE_BLOCK_BITS)}`, this.#spare);
		const known = `known ${blockOf(address)} ${code}`;
		const right = () => void this.#rates.of(known, this.#known);

		const waitMs = Math.max(own.waitMs(now), shared.waitMs(now));
		if (waitMs === 0) {
			own.take(now);
			shared.take(now);
			const giveBack = () => {
				own.giveBack();
				shared.giveBack();
				right();
			};
			return { ok: true, guess: { right: giveBack } };
		}
		if (this.#rates.knows(known) && this.#rates.of(known, this.#known).take(now))
			return { ok: true, guess: { right } };
		return { ok: false, refusal: tooMany('codes', waitMs) };
	}
}
