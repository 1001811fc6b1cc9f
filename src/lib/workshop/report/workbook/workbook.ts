/** A board as a workbook: one sheet for each kind of item that people work on in a spreadsheet. */
import type { AllMessages } from '../../../i18n/messages.ts';
import type { BoardRecord } from '../../board-file/schema.ts';
import type { Report } from '../report.ts';
import { weightsInWords } from '../technology.ts';
import { voteInWords } from '../votes.ts';
import type { Cell, SheetOut } from './cells.ts';
import { notesSheet, outcomesSheet, problemsSheet, readingsSheet } from './problem-sheets.ts';
import { scalesIn } from './scales.ts';
import { requirementsSheet, scorecardSheet } from './tender-sheets.ts';
import { clusterTitle } from '../../text.ts';

/** `report` belongs to the same record: the sheets tell the same about votes as the report. */
export function workbookOf(record: BoardRecord, report: Report, m: AllMessages): SheetOut[] {
	const scales = scalesIn(m);
	return [
		readMe(report, m),
		notesSheet(record, m),
		problemsSheet(record, m),
		outcomesSheet(record, report, m),
		readingsSheet(record, m),
		requirementsSheet(record, m, scales),
		scorecardSheet(record, m, scales),
		decisionSheet(report, m),
		scales.sheet()
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

function readMe(report: Report, m: AllMessages): SheetOut {
	const { readMe: says, sheets } = m.workbook;
	const votes = report.votes.map((vote) => {
		const { number, headline, turnout, hidden } = voteInWords(vote, report.functions, m);
		return [
			says.vote(number),
			[`${headline}.`, turnout, hidden].filter((sentence) => sentence !== '').join(' ')
		];
	});
	return page(sheets.readMe, says.heading, [
		[says.title, report.title],
		...(report.purpose === '' ? [] : [[says.purpose, report.purpose]]),
		[says.startedOn, m.format.day(report.startedOn)],
		[says.writtenOn, m.format.day(report.madeOn)],
		[says.attribution, m.report.attribution[report.attribution]],
		...votes,
		['', ''],
		[sheets.notes, says.notes],
		[sheets.problems, says.problems],
		[[sheets.outcomes, sheets.readings].join(', '), says.outcomes],
		[sheets.requirements, says.requirements],
		[sheets.scorecard, `${says.scorecard} ${m.technology.scoreDecidesNothing}`],
		[sheets.decision, says.decision],
		[sheets.scales, says.scales(weightsInWords(m))]
	]);
}

function decisionSheet({ decision, gate, reviewOn }: Report, m: AllMessages): SheetOut {
	const { decision: says, sheets } = m.workbook;
	const early = gate?.early;
	const opened = gate
		? [
				[says.openedOn, m.format.day(gate.openedOn)],
				...(early ? [[says.early, early.reason]] : []),
				...(early?.missing ?? []).map((sentence) => [says.missing, sentence])
			]
		: [];
	const decided = decision
		? [
				[says.decision, m.technology.decisions[decision.kind]],
				[says.decidedOn, m.format.day(decision.decidedOn)],
				...(decision.option === '' ? [] : [[says.chosen, decision.option]]),
				[says.why, decision.rationale],
				...decision.requirements.map((statement) => [m.report.decision.answers, statement]),
				...decision.leavesOpen.map((title) => [
					m.report.decision.leavesOpen,
					clusterTitle(title, m)
				])
			]
		: [[says.decision, says.nothing]];
	const review = reviewOn === '' ? [] : [[says.lookAgain, m.format.day(reviewOn)]];
	return page(sheets.decision, says.decision, [...decided, ...opened, ...review]);
}
