/**
 * Positions the parts of an outcome's chart: the line from its baseline to its target, readings, today and the due
 * date.
 */
import type { Outcome, Reading } from '$lib/workshop/items/shapes.ts';
import type { Messages } from '$lib/i18n/messages.ts';
import { daysBetween, isDay } from '$lib/workshop/days.ts';
import { amountInWords, briefUnit } from '$lib/workshop/outcomes/check.ts';
import { readingsOf } from '$lib/workshop/outcomes/progress.ts';

export interface ChartFacts {
	outcome: Pick<Outcome, 'id' | 'statement' | 'unit' | 'baseline' | 'target' | 'due'>;
	/** Readings of any outcomes, in any order. */
	readings: readonly Reading[];
	/** The day of the baseline. */
	start: string;
	today: string;
}
interface Point {
	x: number;
	y: number;
}
interface Level extends Point {
	label: string;
	/** Position of its label: two labels that are close move apart. */
	labelY: number;
}
interface Moment {
	x: number;
	label: string;
	anchor: 'start' | 'middle' | 'end';
}
/** Lengths in CSS pixels, measured from the top left corner. */
export interface ChartPlan {
	width: number;
	height: number;
	/** The area that contains the points. */
	inner: { left: number; right: number; top: number; bottom: number };
	baseline: Level;
	target: Level;
	/** The straight line from the baseline to the target, which the status compares readings with. */
	way: { from: Point; to: Point } | null;
	points: (Point & { id: string; label: string })[];
	start: Moment;
	due: Moment | null;
	today: Moment;
}

const HEIGHT = 204;
const MARGIN = { top: 26, right: 18, bottom: 26 };
/** Enough for the width of a character in 12 px text. */
const CHAR = 6.8;
const LINE = 15;
const MOST_GUTTER = 110;

/** Returns null if the chart lacks a baseline, a target or a due date. */
export function planChart(facts: ChartFacts, width: number, m: Messages): ChartPlan | null {
	const { outcome, start, today } = facts;
	const { baseline, target, unit } = outcome;
	if (baseline === null || target === null) return null;
	const readings = readingsOf(outcome.id, facts.readings);
	const due = isDay(outcome.due) ? outcome.due : null;
	const { format, review } = m;
	const words = (value: number) => axisWords(value, unit, m);

	const labels = [words(baseline), words(target)];
	const gutter = Math.max(...labels.map((label) => label.length)) * CHAR + 12;
	const left = Math.min(gutter, MOST_GUTTER);
	const right = Math.max(left + 1, width - MARGIN.right);
	const inner = { left, right, top: MARGIN.top, bottom: HEIGHT - MARGIN.bottom };
	const days = [start, today, ...(due ? [due] : []), ...readings.map(({ day }) => day)];
	const x = dayScale(days, inner.left + 6, inner.right);
	const values = [baseline, target, ...readings.map(({ value }) => value ?? 0)];
	const y = valueScale(values, inner.bottom - 8, inner.top + 12);

	const at = (value: number): Point => ({ x: inner.left, y: y(value) });
	const [first, last] = apart(y(baseline), y(target));
	return {
		width,
		height: HEIGHT,
		inner,
		baseline: { ...at(baseline), label: words(baseline), labelY: first },
		target: { ...at(target), label: words(target), labelY: last },
		way:
			due && due > start
				? { from: { x: x(start), y: y(baseline) }, to: { x: x(due), y: y(target) } }
				: null,
		points: readings.map(({ id, day, value }) => ({
			id,
			x: x(day),
			y: y(value ?? 0),
			label: words(value ?? 0)
		})),
		start: { x: x(start), label: format.shortDay(start), anchor: 'start' },
		due: due ? moment(x(due), review.chart.due(format.shortDay(due)), inner) : null,
		today: moment(x(today), review.chart.today, inner)
	};
}

/** Describes the chart in words, for people who cannot see it. */
export function chartInWords({ outcome, readings, start, today }: ChartFacts, m: Messages): string {
	const { statement, unit, baseline, target, due } = outcome;
	const words = (value: number | null) => (value === null ? null : amountInWords(value, unit, m));
	return m.review.chart.inWords({
		...{ statement, start, today, due: isDay(due) ? due : null },
		baseline: words(baseline),
		target: words(target),
		readings: readingsOf(outcome.id, readings).map(({ day, value }) => ({
			...{ day, amount: words(value ?? 0) ?? '' }
		}))
	});
}

/**
 * Maps days to a length; if all days are the same, they map to `from`. Only days within the given range may be mapped.
 */
export function dayScale(days: readonly string[], from: number, to: number) {
	const first = days.reduce((a, b) => (a < b ? a : b));
	const last = days.reduce((a, b) => (a > b ? a : b));
	const whole = Math.max(1, daysBetween(first, last));
	return (day: string) => from + ((to - from) * daysBetween(first, day)) / whole;
}
/** Maps values to a length from `from` to `to`; if all values are the same, they map to the middle. */
export function valueScale(values: readonly number[], from: number, to: number) {
	const low = Math.min(...values);
	const high = Math.max(...values);
	if (high === low) return () => (from + to) / 2;
	// Calculate the ratio first: the difference of two large numbers may overflow.
	return (value: number) => from + (to - from) * ((value - low) / (high - low));
}

/** A long unit is shown beside the chart, not at each of its numbers. */
function axisWords(value: number, unit: string, m: Messages): string {
	if (Math.abs(value) >= 1e6) return m.format.compact(value);
	const label = amountInWords(value, briefUnit(unit), m);
	return label.length > 10 ? amountInWords(value, '', m) : label;
}
function apart(one: number, other: number): [number, number] {
	const missing = LINE - Math.abs(one - other);
	if (one === other || missing <= 0) return [one, other];
	const by = (Math.sign(one - other) * missing) / 2;
	return [one + by, other - by];
}
/** Aligns the label of a moment near an edge so that it stays inside. */
function moment(x: number, label: string, { left, right }: ChartPlan['inner']): Moment {
	const half = (label.length * CHAR) / 2;
	if (x + half > right + MARGIN.right) return { x, label, anchor: 'end' };
	return { x, label, anchor: x - half < left ? 'start' : 'middle' };
}
