/** A vote in a report. */
import type { ReportMessages } from '../../i18n/messages.ts';
import {
	alignmentRows,
	headline,
	heardFrom,
	hiddenSentence,
	type AlignmentRow
} from '../outcomes/agreement.ts';
import type { Fn, RoundResult } from '../types.ts';

export interface ReportVote {
	number: number;
	result: RoundResult;
}
/** A vote in words. */
export interface VoteInWords {
	number: number;
	headline: string;
	/** Whether too few people voted, so that the report says only that the vote was held. */
	tooFew: boolean;
	/** "20 people, 100 dots.", or '' if too few people voted. */
	turnout: string;
	/** The functions that are included only in the total, as a sentence, or ''. */
	hidden: string;
	rows: AlignmentRow[];
	/** The part of each function, in the order of the cells: see `heardFrom`. */
	heard: string[];
}

export function voteInWords(
	{ number, result }: ReportVote,
	functions: readonly Fn[],
	m: ReportMessages
): VoteInWords {
	const rows = alignmentRows(result, functions, 'agreement', m);
	return {
		number,
		headline: headline(rows, result.tooFew)(m),
		tooFew: result.tooFew === true,
		turnout: result.tooFew ? '' : m.report.vote.turnout(result.voters, result.dots),
		hidden: hiddenSentence(result, functions)?.(m) ?? '',
		rows,
		heard: functions.map(({ id }) => heardFrom(result, id)(m))
	};
}
