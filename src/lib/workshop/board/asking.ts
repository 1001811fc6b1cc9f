/** How often a page asks again while it waits for somebody's decision. */

/** Waits between two requests, at first and after many; each varies at random by a quarter. */
const FIRST_MS = 4_000;
const LAST_MS = 10_000;
/** Factor by which each request lengthens the next wait. It reaches the longest wait after about two minutes. */
const GROWTH = 1.04;
const SPREAD = 0.25;

/**
 * Milliseconds until the next request. `asked` is the number of requests so far, `retryAfter` the header of a response
 * without a decision, and `chance` a random number from 0 to below 1, which spreads out people who arrived together.
 */
export function nextAskMs(asked: number, retryAfter: string | null, chance: number): number {
	const pace = Math.min(LAST_MS, FIRST_MS * GROWTH ** asked);
	const told = 1000 * Number(retryAfter ?? 0);
	const least = Number.isFinite(told) && told > 0 ? Math.min(told, MOST_MS) : 0;
	return Math.max(least, pace) * (1 - SPREAD + 2 * SPREAD * chance) + least * SPREAD;
}
/** The longest wait that a server's response can ask for. */
const MOST_MS = 300_000;
