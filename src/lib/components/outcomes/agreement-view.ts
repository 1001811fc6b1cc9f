/** How pages show people's marks for an outcome. */
import { ACCEPTS_FROM } from '$lib/workshop/outcomes/marks.ts';
import type { Messages, Sentence } from '$lib/i18n/messages.ts';
import type { CountRow } from '$lib/workshop/votes/small-groups.ts';
import type { Fn, OutcomeAgreement } from '$lib/workshop/types.ts';

/** How many people of a row have given a mark. */
export interface Answered extends CountRow {
	answered: number;
}
/**
 * Who has given a mark so far, in the same rows as the board's other counts. `marked` counts people by function id;
 * people who only facilitate need not answer, and are counted once they have.
 */
export function answeredSoFar(
	marked: Readonly<Record<string, number>>,
	rows: readonly CountRow[],
	m: Messages
): Answered[] {
	const answered = rows
		.map((row) => ({ ...row, answered: marked[row.key] ?? 0 }))
		.map((row) => ({ ...row, people: Math.max(row.people, row.answered) }))
		.filter(({ people }) => people > 0);
	const others = marked[''] ?? 0;
	if (others === 0 || rows.some(({ key }) => key === '')) return answered;
	const without = { key: '', name: m.outcomes.agreement.withoutFunction, colour: undefined };
	return [...answered, { ...without, people: others, answered: others }];
}

/** Who has not answered, or null when everybody has. */
export function missingSentence(
	{ fns }: OutcomeAgreement,
	functions: readonly Fn[]
): Sentence | null {
	const missing = fns
		.filter(({ hidden, people, answered }) => !hidden && people > answered)
		.map(({ fn, people, answered }) => ({
			people: people - answered,
			fn: functions.find(({ id }) => id === fn)?.name ?? null
		}));
	return missing.length === 0 ? null : (m) => m.outcomes.agreement.missing(missing);
}

/**
 * Sums up a revealed agreement by the middle mark of each function that is shown; says nothing about hidden functions.
 */
export function agreementHeadline(agreement: OutcomeAgreement, functions: readonly Fn[]): Sentence {
	if (agreement.median === null) return (m) => m.outcomes.agreement.nobody;
	const doubting = agreement.fns
		.filter(({ hidden, median }) => !hidden && median !== null && median < ACCEPTS_FROM)
		.map(({ fn }) => functions.find(({ id }) => id === fn)?.name ?? '');
	const named = doubting.filter((name) => name !== '');
	if (named.length > 0) return (m) => m.outcomes.agreement.doubts(named);
	if (agreement.median < ACCEPTS_FROM) return (m) => m.outcomes.agreement.groupDoubts;
	if (agreement.fns.some(({ hidden }) => hidden)) return (m) => m.outcomes.agreement.togetherAgrees;
	const shown = agreement.fns.some(({ median }) => median !== null);
	return ({ outcomes: { agreement: m } }) => (shown ? m.functionsAgree : m.groupAgrees);
}
