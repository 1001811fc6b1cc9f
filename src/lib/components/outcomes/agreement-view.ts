/** How what people said to an outcome is shown. */
import { ACCEPTS_FROM } from '$lib/workshop/marks.ts';
import { count, listed } from '$lib/workshop/text.ts';
import type { Fn, OutcomeAgreement, Person } from '$lib/workshop/types.ts';

/** What a mark means, from 0 to 5. */
export const MARK_WORDS = [
	'No',
	'I have strong doubts',
	'I have doubts',
	'I can live with it',
	'I agree',
	'I fully agree'
] as const;
/** How many of a function have given a mark. */
export interface Answered {
	/** Null for everybody where no functions are told, and for those without one. */
	fn: Fn | null;
	answered: number;
	people: number;
}
/**
 * Who has given a mark so far, by function; one line for everybody where the board tells no functions. `marked` counts
 * people by function id.
 */
export function answeredSoFar(
	marked: Readonly<Record<string, number>>,
	people: readonly Person[],
	fns: readonly Fn[],
	isAnonymous: boolean
): Answered[] {
	const asked = people.filter(({ role }) => role !== 'observer');
	const all = { fn: null, answered: marked[''] ?? 0, people: asked.length };
	if (isAnonymous) return [all];
	const inFn = (id: string) => ({
		answered: marked[id] ?? 0,
		people: asked.filter((person) => person.fn === id).length
	});
	const rows: Answered[] = fns.map((fn) => ({ fn, ...inFn(fn.id) }));
	// Who only facilitates need not answer.
	const others = (marked[''] ?? 0) > 0 ? [{ fn: null, ...inFn('') }] : [];
	return [...rows.filter(({ people, answered }) => people + answered > 0), ...others];
}

/** Who has not answered, as a sentence, or '' where everybody has. */
export function missingSentence({ fns }: OutcomeAgreement, functions: readonly Fn[]): string {
	const missing = fns
		.map(({ fn, people, answered }) => ({ fn, missing: people - answered }))
		.filter(({ missing }) => missing > 0)
		.map(({ fn, missing }) => {
			const name = functions.find(({ id }) => id === fn)?.name;
			return name === undefined ? count(missing, 'person', 'people') : `${missing} of ${name}`;
		});
	return missing.length === 0 ? '' : `No answer yet: ${listed(missing)}.`;
}

/** What a revealed agreement says as a whole, by the middle mark of each function that is shown. */
export function agreementHeadline(agreement: OutcomeAgreement, functions: readonly Fn[]): string {
	if (agreement.median === null) return 'Nobody has answered';
	const doubting = agreement.fns
		.filter(({ hidden, median }) => !hidden && median !== null && median < ACCEPTS_FROM)
		.map(({ fn }) => functions.find(({ id }) => id === fn)?.name ?? '');
	const named = doubting.filter((name) => name !== '');
	if (named.length > 0) return `${listed(named)} ${named.length === 1 ? 'has' : 'have'} doubts`;
	if (agreement.median < ACCEPTS_FROM) return 'The group has doubts';
	const shown = agreement.fns.some(({ hidden, median }) => !hidden && median !== null);
	return shown ? 'The functions agree' : 'The group agrees';
}
