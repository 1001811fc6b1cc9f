/** Texts of the report as Markdown, in addition to those of the page. People's words are already escaped. */
import { isolated } from '../../workshop/text.ts';
import { format } from './format.ts';

const { and, count, day, number } = format;

export const markdown = {
	startedOn: (date: string, functions: readonly string[]) =>
		`Started on ${date} with ${and(functions.map(isolated))}.`,
	people: (functions: readonly string[]) => `People: ${functions.join(', ')}.`,
	/** Of one function. */
	peopleOf: (fn: string, people: number, names: readonly string[]) =>
		names.length > 0
			? `${isolated(fn)} ${number(people)} (${and(names.map(isolated))})`
			: `${isolated(fn)} ${number(people)}`,
	madeOn: (date: string) => `Report of ${date}.`,
	chosen: 'Chosen problems',

	/** A person's words and their source. */
	saidBy: (words: string, writer: string) => `${isolated(words)} (${writer})`,
	customer: 'customer’s words',
	customerBy: (writer: string) => `customer’s words, written down by ${writer}`,
	dated: (date: string, words: string) => `${day(date)}: ${words}`,

	vote: {
		heading: (vote: number, headline: string) => `Vote ${number(vote)}: ${headline}`,
		share: (hundredths: number) => `${number(hundredths)} %`
	},

	notChosen: 'The group worked on it, but did not choose it.',
	cost: (what: string, amount: string) => `${isolated(what)}: ${amount || '?'}`,
	totals: (sums: readonly string[]) => `In total, each month: ${sums.join(', ')}.`,
	outcome: (statement: string) => `Outcome: ${isolated(statement) || 'not said yet'}`,
	requirements: 'Requirements:',
	requirement: (statement: string, kind: string, weight: string) =>
		`${isolated(statement)} (${kind}, ${weight})`,
	progress: (status: string) => `Progress so far: ${status.toLowerCase()}.`,
	agreement: (median: string, functions: readonly string[], answered: number, of: number) =>
		`Agreement from 0 to 5, median: ${median}; ${functions.join(', ')}. ${number(answered)} of ${number(of)} answered.`,
	/** Of one function. */
	median: (fn: string, median: string) => `${isolated(fn)} ${median}`,
	inTotal: (fn: string) => `${isolated(fn)} in the total only`,

	option: (label: string, words: string) => `${label}: ${isolated(words) || 'not said'}`,
	rating: (rating: string, evidence: string) =>
		evidence === '' ? rating : `${rating}: ${isolated(evidence)}`,

	decidedOn: (date: string) => `Decided on ${day(date)}.`,
	chose: (option: string) => `Chosen: ${isolated(option)}.`,
	early: (date: string, reason: string) =>
		`Technology was opened early, on ${day(date)}: ${isolated(reason)}`,
	missing: 'Still missing then:',
	parking: (ideas: number) => `Parking lot: ${count(ideas, { one: 'idea', other: 'ideas' })}`
};
