import { isolated, quoted } from '../../workshop/text.ts';
import { format } from './format.ts';

const { and, count, number } = format;
/** Leaves out names if nobody is missing, or everybody. */
const notYet = (text: string, names: readonly string[]) =>
	names.length === 0 ? text : `${text} (not yet: ${names.map(isolated).join(', ')})`;
const notYetOf = (text: string, problems: readonly string[]) =>
	problems.length === 0 ? text : `${text} (not yet: ${and(problems.map(quoted))})`;
const partOf = (text: string, good: number, all: number) =>
	good === 0 || good === all ? text : `${text}: ${number(good)} of ${number(all)}`;

/** The checks that a facilitator may want to meet before the group continues. */
export const checks = {
	title: 'Before you go on',
	/** Read aloud after a check. */
	done: ': done',
	open: ': open',

	purpose: 'Purpose described',
	customer: 'Customer described',
	hopes: (missing: readonly string[]) =>
		notYet('Every function has said what it hopes for', missing),
	somebodyHopes: 'Somebody has said what they hope for',
	fears: (missing: readonly string[]) => notYet('Every function has said what it fears', missing),
	somebodyFears: 'Somebody has said what they fear',

	/** `untold` are functions whose notes are counted together until the reveal. */
	written: (missing: readonly string[], untold: readonly string[]) => {
		const text = notYet('Every function has written', missing);
		if (untold.length === 0) return text;
		return `${text} (known after the reveal: ${and(untold.map(isolated))})`;
	},
	somebodyWrote: 'Somebody has written',
	hidden: (notes: number) =>
		count(notes, { one: 'note is still hidden', other: 'notes are still hidden' }),
	noneHidden: 'No note is hidden',

	clustered: (loose: number) =>
		loose === 0
			? 'Every note is in a cluster or left out on purpose'
			: `Every note is in a cluster or left out on purpose (${number(loose)} loose)`,
	named: (unnamed: number) =>
		unnamed === 0
			? 'Clusters are named as problems'
			: `Clusters are named as problems (${number(unnamed)} without a name)`,
	seen: (missing: readonly string[]) => notYet('Every function sees itself in a cluster', missing),

	roundRevealed: 'A round has been revealed',
	chosen: 'The problems to work on are chosen',

	answered: (missing: readonly string[]) =>
		notYet('Every function answers for each chosen problem', missing),
	haveAnswers: (problems: readonly string[]) =>
		notYetOf('Each chosen problem has answers', problems),
	askedWhy: (problems: readonly string[]) =>
		notYetOf('Each problem was asked “why” at least once', problems),
	costs: (problems: readonly string[]) =>
		notYetOf('The cost of each problem is written down', problems),

	measurable: (problems: readonly string[]) =>
		notYetOf('Each chosen problem has a measurable outcome', problems),
	ratingsRevealed: (good: number, all: number) =>
		partOf('The ratings of each outcome are revealed', good, all),
	required: (good: number, all: number) =>
		partOf('Each outcome has a requirement for people or processes', good, all),

	sorted: (left: number) =>
		left === 0
			? 'The parking lot is sorted'
			: `The parking lot is sorted (${count(left, { one: 'idea', other: 'ideas' })} left)`,
	decided: 'The decision and its reason are written down',

	read: (good: number, all: number) => partOf('Each outcome has a reading', good, all),
	reviewDated: 'The next review has a date'
};
