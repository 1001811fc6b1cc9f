/** A board as a workbook: one sheet for each thing that somebody works on with a spreadsheet. */
import type { ReportMessages } from '../../../i18n/messages.ts';
import { dayInWords } from '../../days.ts';
import type { BoardRecord } from '../../board-file/schema.ts';
import type { Report } from '../report.ts';
import { WEIGHTS_IN_WORDS } from '../technology.ts';
import { SCORE_DECIDES_NOTHING } from '../../triage/score.ts';
import type { Cell, SheetOut } from './cells.ts';
import { notesSheet, outcomesSheet, problemsSheet, readingsSheet } from './problem-sheets.ts';
import { scalesSheet } from './scales.ts';
import { requirementsSheet, scorecardSheet } from './tender-sheets.ts';
import { clusterTitle } from '../../text.ts';

/** `report` is that of the same record: what the sheets tell of votes is what the report tells. */
export function workbookOf(record: BoardRecord, report: Report, m: ReportMessages): SheetOut[] {
	return [
		readMe(report),
		notesSheet(record),
		problemsSheet(record, m),
		outcomesSheet(record, report),
		readingsSheet(record),
		requirementsSheet(record),
		scorecardSheet(record),
		decisionSheet(report, m),
		scalesSheet()
	];
}

const page = (name: string, title: string, rows: Cell[][]): SheetOut => ({
	name,
	columns: [
		{ title, width: 26 },
		{ title: '', width: 96 }
	],
	rows
});

function readMe(report: Report): SheetOut {
	const votes = report.votes.map(({ number, headline, turnout, hidden }) => [
		`Vote ${number}`,
		[`${headline}.`, turnout, hidden].filter((sentence) => sentence !== '').join(' ')
	]);
	return page('Read me', 'Workshop', [
		['Title', report.title],
		...(report.purpose === '' ? [] : [['Purpose', report.purpose]]),
		['Started on', dayInWords(report.startedOn)],
		['Written on', dayInWords(report.madeOn)],
		['Who is named', report.attribution],
		...votes,
		['', ''],
		['Notes', 'All notes on the wall, with their cluster and the dots that it got.'],
		[
			'Problems and votes',
			'Each problem in each vote, with the dots of each function. Agreement is high only where every function backs a problem.'
		],
		['Outcomes, Readings', 'What is to be different, how it is measured, and what was measured.'],
		[
			'Requirements',
			'What each outcome needs. Choose “Fit or gap” yourselves; a vendor chooses an answer. The score follows.'
		],
		['Scorecard', `Options held against the requirements. ${SCORE_DECIDES_NOTHING}`],
		['Decision', 'What was decided, and why.'],
		[
			'Scales',
			`What each choice counts. ${WEIGHTS_IN_WORDS} Change a number and every score follows.`
		]
	]);
}

function decisionSheet({ decision, gate, reviewOn }: Report, m: ReportMessages): SheetOut {
	const early = gate?.early;
	const opened = gate
		? [
				['Technology opened on', gate.openedOn],
				...(early ? [['Opened early because', early.reason]] : []),
				...(early?.missing ?? []).map((sentence) => ['Still missing then', sentence])
			]
		: [];
	const decided = decision
		? [
				['Decision', decision.title],
				['Decided on', decision.decidedOn],
				...(decision.option === '' ? [] : [['Chosen', decision.option]]),
				['Why', decision.rationale],
				...decision.requirements.map((statement) => ['It answers', statement]),
				...decision.leavesOpen.map((title) => ['It leaves open', clusterTitle(title, m)])
			]
		: [['Decision', 'Nothing is decided yet.']];
	const review = reviewOn === '' ? [] : [['The group looks again on', dayInWords(reviewOn)]];
	return page('Decision', 'Decision', [...decided, ...opened, ...review]);
}
