import { isolated } from '../../workshop/text.ts';
import { format } from './format.ts';

const { count, number } = format;
const people = (n: number) => count(n, { one: 'person', other: 'people' });
const dots = (n: number) => count(n, { one: 'dot', other: 'dots' });
const clusters = (n: number) => count(n, { one: 'cluster', other: 'clusters' });

/** Dots, rounds and alignment. */
export const votes = {
	/** For a ballot that does not fit its round. */
	mostPerProblem: (most: number) => `A problem takes ${number(most)} of your dots at most.`,
	dotsInRound: (all: number) => `You have ${dots(all)} in this round.`,
	/** Shown instead of functions without a separate result. */
	together: { everybody: 'Everybody', others: 'The others' },

	round: {
		heading: 'The round',
		another: 'Another round',
		dots: 'Dots for each person',
		most: 'Max. dots per problem',
		minutes: 'Minutes, if there is a limit',
		smallest: 'Hide results of groups smaller than',
		nothing: 'There is nothing to vote on yet. Go back to Cluster and make clusters first.',
		ready: (n: number) =>
			`${clusters(n)} to vote on. Nobody sees another’s dots, nor any total, until you reveal.`,
		open: 'Open the round'
	},
	finished: {
		heading: 'Who has finished',
		/** After the number of people who have. */
		of: (all: number) => `of ${number(all)}`,
		least: (n: number) => `A count is told from ${people(n)} on.`,
		notAllAgreed: 'Not everybody in small functions has agreed to show their results.',
		agreed: (agreed: number, asked: number) =>
			`${number(agreed)} of ${people(asked)} of small functions agreed to show their results.`
	},
	/** For people of small functions: may their result be shown separately? */
	alone: {
		onlyVoter:
			'You are the only voter of <fn/>. Show <fn/>’s result by itself? Others will know how you voted.',
		fewVoters: (n: number) =>
			`<fn/> has ${count(n, { one: 'voter', other: 'voters' })}. Show <fn/>’s result by itself? Others may work out how you voted.`,
		show: 'Show it',
		hide: 'Only in the total',
		agreed: (fn: string) => `You agreed to show ${isolated(fn)} by itself, if all its voters do.`,
		hidden: (fn: string) => `${isolated(fn)} stays in the total.`,
		change: 'Change'
	},

	map: {
		label: 'Alignment map',
		turnout: (voters: number, all: number) => `${people(voters)}, ${dots(all)}.`,
		howToRead:
			'A cell is the share of that function’s dots. A problem scores high only where every function backs it, however many people each one sent.',
		orderBy: 'Order by',
		orders: { agreement: 'Agreement', dots: 'Dots', divided: 'Most divided' },
		round: 'Round',
		nth: (n: number) => number(n),
		latest: (n: number) => `${number(n)}, the latest`,
		choose: (title: string) => `Choose ${isolated(title) || 'this cluster'}`,
		chooseWord: 'Choose',
		chosen: 'Chosen',
		showAll: (n: number) => `Show all ${count(n, { one: 'problem', other: 'problems' })}`,
		problem: 'Problem',
		dots: 'Dots',
		agreement: 'Agreement',
		agreementTitle: 'From 0 to 100: high only where every function backs the problem',
		says: 'What it says',
		notShown: 'not shown',
		none: 'none',
		share: (percent: number) => `${number(percent)} %`,
		backers: (backers: number, voters: number, fn: string) =>
			`${number(backers)} of ${number(voters)} in ${isolated(fn)} gave it dots`,
		inTotal: 'in the total only',
		nobodyVoted: 'nobody voted'
	}
};
