/** Marks that people give to an outcome: from 0 (no) to 5 (fully), in secret. */
import { hiddenFns } from '../votes/small-groups.ts';
import type { Fn, FnAgreement, Mark, OutcomeAgreement, Stage } from '../types.ts';

/** One person on the board who may give marks, with the mark at the person's desk. */
export interface MarkSeat {
	/** Function id, or ''. */
	fn: string;
	mark: Mark | null;
	/** Whether this person agreed that results of a small function are shown separately. */
	agrees?: boolean;
}
export interface MarksInput {
	seats: readonly MarkSeat[];
	functions: readonly Fn[];
	/** Functions with fewer answers than this are hidden. */
	smallestGroup: number;
	/** `wordingOf` the outcome: marks for another wording do not count. */
	wording: string;
	/** Epoch ms. */
	revealedAt: number;
}

/** 0 to 5. */
const MARKS = 6;
/** The lowest median with which a function accepts an outcome. */
export const ACCEPTS_FROM = 3;

/**
 * The result of all marks. Functions are hidden as in a round (`hiddenFns`); marks of hidden functions, and of people
 * without a function, are in the total alone.
 */
export function agreementOf(input: MarksInput): OutcomeAgreement {
	const { functions, smallestGroup, wording, revealedAt } = input;
	const seats = input.seats.map(({ fn, mark, agrees = false }) => ({
		...{ fn, agrees },
		marks: mark?.of === wording ? [mark.mark] : []
	}));
	const given = seats.flatMap(({ marks }) => marks);
	const groups = functions.map(({ id }) => {
		const own = seats.filter(({ fn }) => fn === id);
		const answering = own.filter(({ marks }) => marks.length > 0);
		const agrees = (answering.length > 0 ? answering : own).every((one) => one.agrees);
		return { fn: id, people: own.length, agrees, marks: own.flatMap(({ marks }) => marks) };
	});
	const hiding = hiddenFns(
		groups.map(({ marks, ...group }) => ({ ...group, voters: marks.length })),
		given.length,
		smallestGroup
	);
	const fns = groups.map(({ fn, people, marks }): FnAgreement => {
		const answered = marks.length;
		if (hiding.has(fn)) return { fn, people, answered: 0, marks: [], median: null, hidden: true };
		return { fn, people, answered, marks: perMark(marks), median: median(marks), hidden: false };
	});
	return { revealedAt, wording, fns, marks: perMark(given), median: median(given) };
}

/** Number of people per mark, 0 to 5. */
function perMark(marks: readonly number[]): number[] {
	return Array.from({ length: MARKS }, (_, mark) => marks.filter((one) => one === mark).length);
}
/** The middle of the sorted marks, or the mean of two middle marks. Null for no marks. */
export function median(marks: readonly number[]): number | null {
	const sorted = [...marks].sort((a, b) => a - b);
	const low = sorted[Math.floor((sorted.length - 1) / 2)];
	const high = sorted[Math.ceil((sorted.length - 1) / 2)];
	return low === undefined || high === undefined ? null : (low + high) / 2;
}

/**
 * Whether marks for this wording were revealed and must not be revealed again. If small groups are hidden, then or now,
 * the difference between two totals would show the marks of people who answered in between.
 */
export function isShownForGood(
	outcome: string,
	wording: string,
	{ revealed, smallestGroup }: Pick<Stage, 'revealed' | 'smallestGroup'>
): boolean {
	const group = ownOf(ownOf(revealed, outcome) ?? {}, wording);
	return group !== undefined && Math.max(group, smallestGroup) > 1;
}

/** The stage with a record of every wording whose marks it shows, by outcome. A restore does not remove this record. */
export function withRevealed<S extends Pick<Stage, 'revealed' | 'agreements' | 'smallestGroup'>>(
	stage: S
): S {
	const revealed = Object.entries(stage.agreements).map(
		([outcome, { wording, median: middle }]) => {
			const before = ownOf(stage.revealed, outcome) ?? {};
			const group = Math.max(ownOf(before, wording) ?? 1, stage.smallestGroup);
			return [outcome, middle === null ? before : { ...before, [wording]: group }] as const;
		}
	);
	return { ...stage, revealed: { ...stage.revealed, ...Object.fromEntries(revealed) } };
}
const ownOf = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
	Object.hasOwn(record, key) ? record[key] : undefined;

/** Whether one's own mark is among the lowest: the lowest of all, or below the median; never full agreement. */
export function isAmongLowest(own: number, { marks, median: middle }: OutcomeAgreement): boolean {
	const lowest = marks.findIndex((people) => people > 0);
	if (lowest < 0 || middle === null || own === MARKS - 1) return false;
	return own < middle || own === lowest;
}

/** Whether a function's result is hidden: then nothing may be said about it by name. */
export function isInTotalOnly({ fns }: OutcomeAgreement, id: string): boolean {
	return fns.some(({ fn, hidden }) => fn === id && hidden);
}
/** The present functions that do not accept an outcome. Hidden ones count through the total. */
export function notAccepting(agreement: OutcomeAgreement, present: ReadonlySet<string>): string[] {
	return [...present].filter((fn) => {
		const own = agreement.fns.find((one) => one.fn === fn);
		if (!own || (own.answered === 0 && !own.hidden)) return true;
		const value = own.hidden ? agreement.median : own.median;
		return value === null || value < ACCEPTS_FROM;
	});
}
