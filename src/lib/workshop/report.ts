/** The board as a Markdown report that people can read, mail and print. */
import { alignmentRows, headline, hiddenSentence } from './agreement.ts';
import type { AlignmentRow } from './agreement.ts';
import { groupedNotes } from './groups.ts';
import type { NoteGroup } from './groups.ts';
import type { BoardRecord } from './record.ts';
import { count, listed } from './text.ts';
import type { Fn, Note, RoundResult } from './types.ts';

const ATTRIBUTION = {
	named: 'Notes carry the names of their writers.',
	function: 'Notes carry the function of their writers, and no names.',
	anonymous: 'Notes carry no trace of their writers.'
};

/** The whole board in CommonMark with tables. What people wrote cannot become markup. */
export function markdownReport(record: BoardRecord): string {
	const { stage } = record;
	const groups = groupedNotes(record);
	const names = stage.functions.map((fn) => escaped(fn.name));
	const day = new Date(stage.createdAt).toISOString().slice(0, 10);
	const results = stage.rounds.flatMap(({ result }) => (result ? [result] : []));
	const blocks = [
		`# ${escaped(stage.title)}`,
		escaped(stage.purpose),
		`Started on ${day} with ${listed(names)}. ${ATTRIBUTION[stage.attribution]}`,
		...chosenBlocks(record),
		...results.flatMap((result, index) => roundBlocks(result, index, stage.functions)),
		...groups.flatMap((group) => groupBlocks(group, record))
	];
	return blocks.filter((block) => block !== '').join('\n\n') + '\n';
}

function chosenBlocks({ stage, clusters }: BoardRecord): string[] {
	if (stage.chosen.length === 0) return [];
	const titles = stage.chosen.map(
		(id) => clusters.find((cluster) => cluster.id === id)?.title ?? ''
	);
	const list = titles.map((title, index) => `${index + 1}. ${titled(title)}`);
	return ['## Chosen problems', list.join('\n')];
}

function roundBlocks(result: RoundResult, index: number, functions: readonly Fn[]): string[] {
	const rows = alignmentRows(result, functions, 'agreement');
	const header = [
		'Problem',
		...functions.map(({ name }) => escaped(name)),
		'Dots',
		'Agreement',
		''
	];
	const rule = header.map((_, column) =>
		column === 0 || column === header.length - 1 ? '---' : '--:'
	);
	const body = rows.map((row) => [
		titled(row.title),
		...row.cells.map(cellText),
		String(row.dots),
		row.agreement?.toFixed(2) ?? '—',
		escaped(row.verdict.sentence)
	]);
	const turnout = `${count(result.voters, 'person', 'people')}, ${count(result.dots, 'dot', 'dots')}`;
	const hidden = hiddenSentence(result, functions);
	return [
		`## Vote ${index + 1}: ${headline(rows)}`,
		`${turnout}. A cell is the share of that function’s dots. Agreement is high only where every function backs a problem.${hidden && ` ${escaped(hidden)}`}`,
		[header, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
	];
}
function cellText({ state, share }: AlignmentRow['cells'][number]): string {
	if (state === 'absent') return '–';
	return state === 'hidden' ? 'hidden' : `${Math.round(share * 100)} %`;
}

function groupBlocks({ cluster, notes }: NoteGroup, record: BoardRecord): string[] {
	if (cluster === null && notes.length === 0) return [];
	const title = cluster === null ? 'Notes outside clusters' : titled(cluster.title);
	const lines = notes.map((note) => `- ${noteText(note)}${sourceOf(note, record)}`);
	return [`## ${title}`, lines.length > 0 ? lines.join('\n') : 'No notes.'];
}
function noteText({ kind, text }: Note): string {
	const bare = escaped(text);
	return kind === 'customer' && !/^["“„«]/.test(bare) ? `“${bare}”` : bare;
}
function sourceOf(note: Note, { stage, people }: BoardRecord): string {
	const parts = [
		note.kind === 'customer' ? 'customer’s words' : '',
		people.find(({ id }) => id === note.by)?.name ?? '',
		stage.functions.find(({ id }) => id === note.fn)?.name ?? ''
	].filter((part) => part !== '');
	return parts.length > 0 ? ` (${parts.map(escaped).join(', ')})` : '';
}
const titled = (title: string) => escaped(title) || 'Unnamed cluster';

/** Words on one line in which no character means anything to Markdown or HTML. */
function escaped(words: string): string {
	return words
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/[\\`*_[\]<>|~&$#]/g, '\\$&')
		.replace(/^([+=-])/, '\\$1')
		.replace(/^(\d+)([.)])/, '$1\\$2');
}
