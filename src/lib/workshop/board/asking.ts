/** How often a page asks again that waits for somebody's decision. */

/** From one question to the next, at first and after many; chance moves each by a quarter. */
const FIRST_MS = 4_000;
const LAST_MS = 10_000;
/** Each question makes the next one wait so much longer, until the last pace after some two minutes. */
const GROWTH = 1.04;
const SPREAD = 0.25;

/**
 * Milliseconds until the next question. `asked` is how many there were, `retryAfter` the header of an answer that was
 * no answer, and `chance` from 0 to below 1: so people who came together do not ask together.
 */
export function nextAskMs(asked: number, retryAfter: string | null, chance: number): number {
	const pace = Math.min(LAST_MS, FIRST_MS * GROWTH ** asked);
	const told = 1000 * Number(retryAfter ?? 0);
	const least = Number.isFinite(told) && told > 0 ? Math.min(told, MOST_MS) : 0;
	return Math.max(least, pace) * (1 - SPREAD + 2 * SPREAD * chance) + least * SPREAD;
}
/** However long a server says that it needs. */
const MOST_MS = 300_000;
