/** How what people said to an outcome is shown. */
import { ACCEPTS_FROM } from '$lib/workshop/outcomes/marks.ts';
import { count, listed } from '$lib/workshop/text.ts';
import type { CountRow } from '$lib/workshop/votes/small-groups.ts';
import type { Fn, OutcomeAgreement } from '$lib/workshop/types.ts';

/** What a mark means, from 0 to 5. */
export const MARK_WORDS = [
	'No',
	'I have strong doubts',
	'I have doubts',
	'I can live with it',
	'I agree',
	'I fully agree'
] as const;
/** How many of a row of people have given a mark. */
export interface Answered extends CountRow {
	answered: number;
}
/**
 * Who has given a mark so far, in the rows in which the board tells counts. `marked` counts people by function id; who
 * only facilitates need not answer, and is told of once they did.
 */
export function answeredSoFar(
	marked: Readonly<Record<string, number>>,
	rows: readonly CountRow[]
): Answered[] {
	const answered = rows
		.map((row) => ({ ...row, answered: marked[row.key] ?? 0 }))
		.map((row) => ({ ...row, people: Math.max(row.people, row.answered) }))
		.filter(({ people }) => people > 0);
	const others = marked[''] ?? 0;
	if (others === 0 || rows.some(({ key }) => key === '')) return answered;
	const without = { key: '', name: 'Without a function', colour: undefined };
	return [...answered, { ...without, people: others, answered: others }];
}

/** Who has not answered, as a sentence, or '' where everybody has. */
export function missingSentence({ fns }: OutcomeAgreement, functions: readonly Fn[]): string {
	const missing = fns
		.filter(({ hidden }) => !hidden)
		.map(({ fn, people, answered }) => ({ fn, missing: people - answered }))
		.filter(({ missing }) => missing > 0)
		.map(({ fn, missing }) => {
			const name = functions.find(({ id }) => id === fn)?.name;
			return name === undefined ? count(missing, 'person', 'people') : `${missing} of ${name}`;
		});
	return missing.length === 0 ? '' : `No answer yet: ${listed(missing)}.`;
}

/** What a revealed agreement says as a whole, by the middle mark of each function that is shown; of hidden ones it says nothing. */
export function agreementHeadline(agreement: OutcomeAgreement, functions: readonly Fn[]): string {
	if (agreement.median === null) return 'Nobody has answered';
	const doubting = agreement.fns
		.filter(({ hidden, median }) => !hidden && median !== null && median < ACCEPTS_FROM)
		.map(({ fn }) => functions.find(({ id }) => id === fn)?.name ?? '');
	const named = doubting.filter((name) => name !== '');
	if (named.length > 0) return `${listed(named)} ${named.length === 1 ? 'has' : 'have'} doubts`;
	if (agreement.median < ACCEPTS_FROM) return 'The group has doubts';
	if (agreement.fns.some(({ hidden }) => hidden)) return 'All together, the group agrees';
	const shown = agreement.fns.some(({ median }) => median !== null);
	return shown ? 'The functions agree' : 'The group agrees';
}
