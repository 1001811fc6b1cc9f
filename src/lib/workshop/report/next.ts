/** The next events, in the short form of a report. */
import type { ReportMessages } from '../../i18n/messages.ts';
import type { Report } from './report.ts';

type Known = Pick<Report, 'problems' | 'decision' | 'reviewOn' | 'hasOpenRound'>;

/**
 * Sentences about the next events, the nearest first: the open round, the next due outcome, the decision, the review.
 */
export function nextActions(
	{ problems, decision, reviewOn, hasOpenRound }: Known,
	{ report: { next }, technology }: ReportMessages
): string[] {
	const due = problems
		.flatMap(({ outcomes }) => outcomes)
		.filter(({ status, outcome }) => outcome.due !== '' && status !== 'reached')
		.sort((a, b) => (a.outcome.due < b.outcome.due ? -1 : 1));
	const [first] = due;
	const sentences = [
		hasOpenRound ? next.closeRound : '',
		first ? next.outcome(first.outcome.due, first.outcome.owner, first.statement) : '',
		decision ? next.decided(technology.decisions[decision.kind]) : '',
		reviewOn ? next.lookAgain(reviewOn) : ''
	].filter((sentence) => sentence !== '');
	return sentences.length > 0 ? sentences : [next.nothing];
}

/** "Ravi, by 30 June 2027.", or which of the two is missing. */
export function ownerAndDate(
	{ owner, due }: { owner: string; due: string },
	{ report: { short } }: ReportMessages
): string {
	if (owner === '' && due === '') return short.neither;
	if (due === '') return short.noDate(owner);
	return owner === '' ? short.noOwner(due) : short.ownerAndDate(owner, due);
}
