/** A chosen problem as Markdown, from its notes to the readings of its outcomes. */
import type { ReportMessages } from '../../i18n/messages.ts';
import { blocks, bullets, escaped, table } from '../files/markdown.ts';
import { STATUS_WORDS } from '../outcomes/progress.ts';
import {
	measuredBy,
	type ReportAgreement,
	type ReportOutcome,
	type ReportProblem
} from './problem.ts';
import { whose, type Voice } from './voices.ts';
import { clusterTitle, isolated } from '../text.ts';

/** Somebody's words on one line, with what is known of who said them. */
export function voiceLine(voice: Voice): string {
	const { text, isCustomer } = voice;
	const bare = escaped(text);
	const words = isCustomer && !/^["“„«]/.test(bare) ? `“${bare}”` : bare;
	const from = whose(voice).replace(/^Customer’s/, 'customer’s');
	return from === '' ? words : `${isolated(words)} (${escaped(from)})`;
}

export function problemBlocks(problem: ReportProblem, m: ReportMessages): string[] {
	const { title, isChosen, notes, asked, costs, totals, outcomes } = problem;
	const sum = totals.length > 0 ? [`In total, each month: ${escaped(totals.join(', '))}.`] : [];
	return [
		`## ${escaped(clusterTitle(title, m))}`,
		isChosen ? '' : 'The group worked on it, but did not choose it.',
		notes.length > 0 ? bullets(notes.map(voiceLine)) : 'No notes.',
		...asked.flatMap(({ question, voices }) => [
			`### ${question}`,
			bullets(voices.flatMap((voice) => [voiceLine(voice), ...voice.whys.map(whyLine)]))
		]),
		...(costs.length > 0
			? [
					'### What it costs in a month',
					bullets(
						costs.map(({ what, amount }) => `${isolated(escaped(what))}: ${escaped(amount) || '?'}`)
					)
				]
			: []),
		...sum,
		...outcomes.flatMap(outcomeBlocks)
	];
}
const whyLine = (voice: Voice) => `Why? ${voiceLine(voice)}`;

function outcomeBlocks(outcome: ReportOutcome): string[] {
	const { statement, sentence, agreement, reasons } = outcome;
	const { requirements, readings, changed } = outcome;
	return [
		`### Outcome: ${isolated(escaped(statement)) || 'not said yet'}`,
		escaped(sentence),
		escaped(measuredBy(outcome)),
		agreement
			? agreementBlock(agreement)
			: 'The group was not asked, or the ratings were not revealed.',
		reasons.length > 0 ? bullets(reasons.map(voiceLine)) : '',
		requirements.length > 0
			? blocks([
					'Requirements:',
					bullets(
						requirements.map(
							({ statement: words, kind, weight }) =>
								`${isolated(escaped(words))} (${kind}, ${weight})`
						)
					)
				]).trimEnd()
			: 'No requirement was written.',
		`Progress so far: ${STATUS_WORDS[outcome.status].toLowerCase()}.`,
		readings.length > 0
			? table(
					['Day', 'Reading', 'Note'],
					readings.map(({ day, value, note }) => [day, escaped(value), escaped(note)]),
					'lrl'
				)
			: '',
		changed.length > 0 ? bullets(changed.map(voiceLine)) : ''
	];
}

function agreementBlock({ fns, median, answered, people, isOutdated }: ReportAgreement): string {
	const parts = fns.map(({ name, hidden, median: middle }) =>
		hidden
			? `${isolated(escaped(name))} in the total only`
			: `${isolated(escaped(name))} ${middle ?? '–'}`
	);
	const edited = isOutdated ? ' The wording has changed since they were asked.' : '';
	return `Agreement from 0 to 5, median: ${median ?? '–'}; ${parts.join(', ')}. ${answered} of ${people} answered.${edited}`;
}
