/** Where the parts of an outcome's chart lie: from its baseline to its target, with readings, today and due date. */
import type { Outcome, Reading } from '$lib/workshop/items/shapes.ts';
import type { Messages } from '$lib/i18n/messages.ts';
import { daysBetween, isDay } from '$lib/workshop/days.ts';
import { amountInWords, briefUnit } from '$lib/workshop/outcomes/check.ts';
import { readingsOf } from '$lib/workshop/outcomes/progress.ts';

export interface ChartFacts {
	outcome: Pick<Outcome, 'id' | 'statement' | 'unit' | 'baseline' | 'target' | 'due'>;
	/** Of any outcomes, in any order. */
	readings: readonly Reading[];
	/** The day on which the baseline held. */
	start: string;
	today: string;
}
interface Point {
	x: number;
	y: number;
}
interface Level extends Point {
	label: string;
	/** Where its label stands: two that are close make room for each other. */
	labelY: number;
}
interface Moment {
	x: number;
	label: string;
	anchor: 'start' | 'middle' | 'end';
}
/** Lengths in CSS pixels from the top left corner. */
export interface ChartPlan {
	width: number;
	height: number;
	/** The part in which the points lie. */
	inner: { left: number; right: number; top: number; bottom: number };
	baseline: Level;
	target: Level;
	/** The straight line from the baseline to the target, by which the status is told. */
	way: { from: Point; to: Point } | null;
	points: (Point & { id: string; label: string })[];
	start: Moment;
	due: Moment | null;
	today: Moment;
}

const HEIGHT = 204;
const MARGIN = { top: 26, right: 18, bottom: 26 };
/** Wide enough for what text of 12 px takes. */
const CHAR = 6.8;
const LINE = 15;
const MOST_GUTTER = 110;

/** Null where there is no way to draw: baseline, target or a due date is missing. */
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

/** The same in words, for those who do not see it. */
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

/** From days to a length; all of one day lie at `from`. Days are never further out than the given ones. */
export function dayScale(days: readonly string[], from: number, to: number) {
	const first = days.reduce((a, b) => (a < b ? a : b));
	const last = days.reduce((a, b) => (a > b ? a : b));
	const whole = Math.max(1, daysBetween(first, last));
	return (day: string) => from + ((to - from) * daysBetween(first, day)) / whole;
}
/** From values to a length, growing from `from` to `to`; all of one value lie in the middle. */
export function valueScale(values: readonly number[], from: number, to: number) {
	const low = Math.min(...values);
	const high = Math.max(...values);
	if (high === low) return () => (from + to) / 2;
	// Parts of the whole first: the difference of two large numbers may be larger than a number can be.
	return (value: number) => from + (to - from) * ((value - low) / (high - low));
}

/** A long unit is told beside the chart, not at each of its numbers. */
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
/** The label stays inside where its moment is near an edge. */
function moment(x: number, label: string, { left, right }: ChartPlan['inner']): Moment {
	const half = (label.length * CHAR) / 2;
	if (x + half > right + MARGIN.right) return { x, label, anchor: 'end' };
	return { x, label, anchor: x - half < left ? 'start' : 'middle' };
}
