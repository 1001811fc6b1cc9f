/** Calculates the group's progress towards an outcome. */
import type { Outcome, Reading } from '../items/shapes.ts';
import { daysBetween, isDay } from '../days.ts';

export type Status = 'reached' | 'on track' | 'behind' | 'unread' | 'unmeasurable';

export interface OutcomeProgress {
	status: Status;
	/** The newest reading, if there is one. */
	latest: Reading | null;
	/**
	 * Part of the distance from baseline to target, 1 at the target; negative when it got worse. Null without a
	 * reading.
	 */
	travelled: number | null;
	/** Part of the distance that the straight line has reached on the day of the newest reading, 0 to 1. */
	expected: number | null;
}

type Measured = Pick<Outcome, 'baseline' | 'target' | 'due'>;

/** Readings of an outcome that have a day and a value, oldest first; the last one added on a day counts. */
export function readingsOf(outcome: string, all: readonly Reading[]): Reading[] {
	const byDay = new Map<string, Reading>();
	const own = all.filter((one) => one.outcome === outcome && !one.archived);
	for (const reading of own.sort((a, b) => (a.id < b.id ? -1 : 1)))
		if (isDay(reading.day) && reading.value !== null) byDay.set(reading.day, reading);
	return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Part of the distance that a value has reached, 1 at the target; null if baseline and target leave no distance. */
export function partOfWay({ baseline, target }: Measured, value: number): number | null {
	if (baseline === null || target === null || baseline === target) return null;
	return (value - baseline) / (target - baseline);
}

/**
 * Tolerance for rounding errors of decimal fractions, as part of the distance: a reading on the line is not below it.
 */
const ROUNDING = 1e-9;

/**
 * The status is reached at the target or beyond, and on track if the newest reading is at or beyond a straight line
 * from the baseline, on the day `start`, to the target, on the due date. `readings` are the outcome's, oldest first.
 */
export function progressOf(
	outcome: Measured,
	readings: readonly Reading[],
	start: string
): OutcomeProgress {
	const latest = readings.at(-1) ?? null;
	const value = latest?.value ?? null;
	const travelled = value === null ? null : partOfWay(outcome, value);
	if (partOfWay(outcome, 0) === null || !isDay(outcome.due))
		return { status: 'unmeasurable', latest, travelled, expected: null };
	if (latest === null || travelled === null)
		return { status: 'unread', latest, travelled: null, expected: null };
	const expected = lineOn(latest.day, start, outcome.due);
	const isOnLine = travelled >= expected - ROUNDING;
	const status = travelled >= 1 ? 'reached' : isOnLine ? 'on track' : 'behind';
	return { status, latest, travelled, expected };
}
/** The position of the straight line on a day: 0 until it begins, 1 from the due date on. */
function lineOn(day: string, start: string, due: string): number {
	const whole = daysBetween(start, due);
	const gone = daysBetween(start, day);
	return whole <= 0 ? 1 : Math.min(1, Math.max(0, gone / whole));
}
