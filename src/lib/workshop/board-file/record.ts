/** A whole board as one JSON file, which the export writes and a new board reads back. */
import { frameOf } from '../defaults.ts';
import * as v from 'valibot';
import type { ServerSentence } from '../../i18n/messages.ts';
import { functionsProblem } from '../functions.ts';
import { itemLists, type Item } from '../items/shapes.ts';
import { LIMITS } from '../limits.ts';
import { lostReference, withKnownReferences } from './references.ts';
import {
	boardRecordSchema,
	isOrder,
	MAX_DEED_CHARS,
	MAX_HISTORY,
	MAX_ORDER_CHARS,
	type BoardRecord
} from './schema.ts';

export type ParsedRecord =
	{ ok: true; record: BoardRecord } | { ok: false; reason: ServerSentence };

/** Reads a board file. For any text, it returns a complete board or a sentence. */
export function parseRecord(json: string): ParsedRecord {
	if (json.length > LIMITS.boardFileBytes)
		return { ok: false, reason: ({ files }) => files.board.tooLarge };
	let content: unknown;
	try {
		content = JSON.parse(json.replace(/^\ufeff/, ''));
	} catch {
		return { ok: false, reason: ({ files }) => files.board.noJson };
	}
	const parsed = v.safeParse(boardRecordSchema, content, { abortEarly: true });
	if (!parsed.success) {
		const place = v.getDotPath(parsed.issues[0]) ?? 'file';
		return { ok: false, reason: ({ files }) => files.board.unreadable(place) };
	}
	const isOld = typeof content === 'object' && content !== null && !('frame' in content);
	const { output } = parsed;
	const record = isOld ? { ...output, frame: frameOf(output.stage.purpose) } : output;
	const reason = inconsistency(record);
	return reason === null ? { ok: true, record } : { ok: false, reason };
}

/**
 * Writes a board file that `parseRecord` reads back. It repairs invalid values that pages may have left on the wall (a
 * cluster that never arrived, a position far outside), and tells no more about a writer than the board promised.
 */
export function writeRecord(record: BoardRecord): string {
	const within = (n: number) => Math.min(Math.max(n, -LIMITS.coordinate), LIMITS.coordinate);
	const promised = <Item extends { fn: string; by: string }>(item: Item): Item => {
		const { attribution } = record.stage;
		return {
			...item,
			fn: attribution === 'anonymous' ? '' : item.fn,
			by: attribution === 'named' ? item.by : ''
		};
	};
	const mended: BoardRecord = {
		...withKnownReferences(record),
		history: record.history
			.slice(-MAX_HISTORY)
			.map((entry) => ({ ...entry, did: entry.did.slice(0, MAX_DEED_CHARS) }))
	};
	return JSON.stringify({
		...mended,
		notes: mended.notes.map((note) => ({
			...ordered(promised(note)),
			x: within(note.x),
			y: within(note.y)
		})),
		clusters: mended.clusters.map((cluster) => ({
			...cluster,
			title: cluster.title.slice(0, LIMITS.clusterTitleChars),
			x: within(cluster.x),
			y: within(cluster.y)
		})),
		...itemLists((root) =>
			mended[root].map((item: Item) => ('order' in item ? ordered(item) : item))
		),
		answers: mended.answers.map((answer) => ordered(promised(answer)))
	} satisfies BoardRecord);
}
function ordered<T extends { order: string }>(item: T): T {
	const isKept = item.order.length <= MAX_ORDER_CHARS && isOrder(item.order);
	return isKept ? item : { ...item, order: '' };
}

/** Why the parts of a well-formed record do not fit together, as a sentence, or null if they do. */
function inconsistency(record: BoardRecord): ServerSentence | null {
	const { stage, people, notes, answers } = record;
	const problem = functionsProblem(stage.functions) ?? twins(record) ?? lostReference(record);
	if (problem !== null) return problem;
	if (stage.attribution !== 'named' && people.length > 0)
		return ({ files }) => files.board.listsPeople;
	if (stage.attribution === 'anonymous' && [...notes, ...answers].some(({ fn }) => fn !== ''))
		return ({ files }) => files.board.saysWho;
	return roundsProblem(stage.rounds);
}
function twins(record: BoardRecord): ServerSentence | null {
	const { stage, people, notes, clusters } = record;
	const { steps, rounds } = stage;
	const lists = {
		...{ steps, rounds, people, notes, clusters },
		...itemLists((root) => record[root])
	};
	for (const [name, items] of Object.entries(lists))
		if (new Set(items.map((item) => item.id)).size < items.length)
			return ({ files }) => files.board.twins(name);
	return new Set(stage.chosen).size < stage.chosen.length
		? ({ files }) => files.board.chosenTwice
		: null;
}

function roundsProblem(rounds: BoardRecord['stage']['rounds']): ServerSentence | null {
	if (rounds.some(({ status, result }) => (status === 'open') !== (result === null)))
		return ({ files }) => files.board.oddRound;
	if (rounds.filter(({ status }) => status === 'open').length > 1)
		return ({ files }) => files.board.twoOpenRounds;
	return null;
}
