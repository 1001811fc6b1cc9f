/** Builds the contents of exports and reports from the bytes of a wall and the facts about its board. */
import { messagesOf } from '../../../src/lib/i18n/catalogue.ts';
import type { AllMessages } from '../../../src/lib/i18n/messages.ts';
import type {
	ExportChoices,
	ExportFormat
} from '../../../src/lib/workshop/report/export-formats.ts';
import type { HistoryEntry } from '../../../src/lib/workshop/board-file/history.ts';
import { withKnownReferences } from '../../../src/lib/workshop/board-file/references.ts';
import { writeRecord } from '../../../src/lib/workshop/board-file/record.ts';
import type { BoardRecord } from '../../../src/lib/workshop/board-file/schema.ts';
import { markdownReport } from '../../../src/lib/workshop/report/markdown.ts';
import { reportOf } from '../../../src/lib/workshop/report/report.ts';
import {
	notesCsv,
	requirementsCsv,
	scorecardCsv
} from '../../../src/lib/workshop/report/tables.ts';
import {
	azureFiles,
	jiraCsv,
	requirementsMarkdown
} from '../../../src/lib/workshop/report/trackers.ts';
import type { Stage } from '../../../src/lib/workshop/types.ts';
import { workbookOf } from '../../../src/lib/workshop/report/workbook/workbook.ts';
import type { BodyOf } from '../../services.ts';
import type { StoredParticipant } from '../../store/store.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { contentOf } from './wall-content.ts';

/** The input and the output can be sent to another process. */
export interface ToExport {
	/** The report that a page reads is JSON. */
	as: ExportFormat | 'report';
	/** Updates that together make up the wall. */
	wall: readonly Uint8Array[];
	stage: Stage;
	/** Everybody who was ever on the board. */
	people: readonly StoredParticipant[];
	/** Empty for people who may not read it. */
	history: readonly HistoryEntry[];
	/** A day such as 2026-05-04. */
	today: string;
	choices: ExportChoices;
}

type ExportBody = BodyOf<ExportFormat>;
/** The body of an export file: text, or the bytes of a workbook. */
export function exportBody(given: ToExport): ExportBody | Promise<ExportBody> {
	const { separator, part, locale } = given.choices;
	const m = messagesOf(locale);
	const record = recordOf(given, m);
	switch (given.as) {
		case 'xlsx':
			return workbookBody(record, given, m);
		case 'csv':
			return notesCsv(record, m, separator);
		case 'requirements.csv':
			return requirementsCsv(record, m, separator);
		case 'scorecard.csv':
			return scorecardCsv(record, m, separator);
		case 'requirements.md':
			return requirementsMarkdown(record, given.stage.title, m);
		case 'jira.csv':
			return jiraCsv(record, m);
		case 'azure.csv':
			return azureFiles(record, m)[part - 1] ?? '';
		case 'json':
			return writeRecord(record);
		case 'md':
			return markdownReport(reportFrom(record, given), m);
		case 'report':
			return JSON.stringify(reportFrom(record, given));
	}
}

/** The workbook library is loaded on first use, so that no other thread has to load it. */
async function workbookBody(
	record: BoardRecord,
	given: ToExport,
	m: AllMessages
): Promise<ExportBody> {
	const { writeWorkbook } = await import('../../../src/lib/workshop/files/xlsx.ts');
	const sheets = workbookOf(record, reportFrom(record, given), m);
	return writeWorkbook(sheets, given.stage.title, m.files.notInList);
}

const reportFrom = (record: BoardRecord, { people, today }: ToExport) =>
	reportOf(
		record,
		people.filter(({ removedAt }) => removedAt === null),
		today
	);

function recordOf({ wall, stage, people, history }: ToExport, m: AllMessages): BoardRecord {
	const content = contentOf(Wall.from(...wall));
	const words = stage.attribution === 'named' ? [...content.notes, ...content.answers] : [];
	const writing = writersOf(words, people, m.history.former);
	return withKnownReferences({
		...{ format: 'groundwork-board', version: 1 },
		...{ stage: inFile(stage), people: writing, ...content, history: [...history] }
	});
}

/** People who wrote any of this, in the order of joining; unknown writers come last. */
function writersOf(
	words: readonly { by: string }[],
	people: readonly StoredParticipant[],
	former: string
) {
	const writers = new Set(words.map(({ by }) => by).filter((by) => by !== ''));
	const known = people.filter(({ id }) => writers.delete(id));
	return [
		...known.map(({ id, name, fn }) => ({ id, name, fn })),
		...[...writers].map((id) => ({ id, name: former, fn: '' }))
	];
}

/** A stage as a file stores it, without anything that only concerns this board on this server. */
function inFile({
	board: _board,
	version: _version,
	epoch: _epoch,
	restoredAt: _restored,
	archivedAt: _archived,
	deletedAt: _deleted,
	begun: _begun,
	importing: _importing,
	forgottenAt: _forgotten,
	deskEpoch: _desks,
	joining: _joining,
	writersDays: _days,
	...stage
}: Stage) {
	return stage;
}
