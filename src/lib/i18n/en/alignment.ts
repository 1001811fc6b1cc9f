/** Texts of the alignment map of a vote. */
import { isolated } from '../../workshop/text.ts';
import { capital } from './capital.ts';
import { format } from './format.ts';
import { functions } from './functions.ts';

const { and, count, number, plural } = format;

/** "Sales" is a common noun inside a sentence; a custom function name stays as it is written. */
function spoken(name: string): string {
	const { sales, marketing, service } = functions.ready;
	const isCommon = [sales, marketing, service].some((ready) => ready.name === name);
	return isCommon ? name.toLowerCase() : isolated(name);
}
const those = (functions: readonly string[]) => and(functions.map(spoken));

const NUMBERS = ['', '', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** Functions are given by their names. */
export const alignment = {
	headline: {
		held: 'The round was held',
		noDots: 'No dots were spent in this round',
		tooFew: 'Too few people voted to tell what the functions share',
		none: 'No problem is shared by every function yet',
		shared: (problems: number) => `${problemsInWords(problems)} shared by every function`,
		sharedByShown: (problems: number) =>
			`${problemsInWords(problems)} shared by every function that is shown`
	},
	hidden: {
		round: 'Fewer people voted than this board shows, so it says only that the round was held.',
		functions: (names: readonly string[]) =>
			names.length === 1
				? `${capital(those(names))} is seen only in the total: too few people voted to show them by themselves.`
				: `${capital(those(names))} are seen only in the total, together: too few people voted in one of them, and its dots could be worked out if the others were shown.`
	},
	/** The number of people of a function who voted. */
	heard: {
		inTotal: 'in the total',
		nobody: 'nobody voted',
		people: (n: number) => count(n, { one: 'person', other: 'people' })
	},
	verdicts: {
		tooFew: 'Too few people voted',
		nobodyVoted: 'Nobody voted',
		noDots: 'Nobody gave it a dot',
		noPriority: 'Nobody’s priority',
		nothingToCompare: 'Too few people to compare functions',
		only: (names: readonly string[]) => `Only ${those(names)}`,
		differ: (names: readonly string[]) =>
			`${capital(those(names))} ${plural(names.length, { one: 'differs', other: 'differ' })}`,
		unheard: (names: readonly string[]) => `Not heard from ${those(names)}`,
		all: 'All agree'
	}
};

function problemsInWords(n: number): string {
	return n === 1 ? 'One problem is' : `${NUMBERS[n] ?? number(n)} problems are`;
}
