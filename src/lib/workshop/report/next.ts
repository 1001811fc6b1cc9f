/** What comes next, as a report says it in short. */
import { dayInWords } from '../days.ts';
import { isolated } from '../text.ts';
import type { Report } from './report.ts';

type Known = Pick<Report, 'problems' | 'decision' | 'reviewOn' | 'hasOpenRound'>;

export const ROUND_IS_OPEN = 'A round is open now. Its dots are not in this report.';

/** Sentences, the nearest first: the round to be closed, the outcome that is due next, the decision, the review. */
export function nextActions({ problems, decision, reviewOn, hasOpenRound }: Known): string[] {
	const due = problems
		.flatMap(({ outcomes }) => outcomes)
		.filter(({ status, outcome }) => outcome.due !== '' && status !== 'reached')
		.sort((a, b) => (a.outcome.due < b.outcome.due ? -1 : 1));
	const [first] = due;
	const sentences = [
		hasOpenRound ? 'Close the round that is open.' : '',
		first
			? `By ${dayInWords(first.outcome.due)}${first.outcome.owner && `, ${isolated(first.outcome.owner)}`}: ${isolated(first.statement.replace(/\.$/, '')) || 'an outcome without words yet'}.`
			: '',
		decision ? `${decision.title}, as decided.` : '',
		reviewOn ? `The group looks again on ${dayInWords(reviewOn)}.` : ''
	].filter((sentence) => sentence !== '');
	return sentences.length > 0 ? sentences : ['No next action is written down.'];
}

/** "Ravi, by 30 June 2027.", with what is missing said; '' where neither is known. */
export function ownerAndDate({ owner, due }: { owner: string; due: string }): string {
	if (owner === '' && due === '') return 'No owner and no date yet.';
	if (due === '') return `${isolated(owner)}, no date yet.`;
	return `${isolated(owner) || 'No owner yet'}, by ${dayInWords(due)}.`;
}
