/**
 * Decides about an update before any of it is applied. The rules table in `src/lib/workshop/rules.ts` says who may
 * write what where; the workshop decides, with the same table, whether the person may do so now.
 */
import { isValue } from '../../../src/lib/workshop/values.ts';
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import type * as Y from 'yjs';
import { ruleOf, type DocumentKind, type Rule } from '../../../src/lib/workshop/rules.ts';
import type { Action } from '../../../src/lib/workshop/actions.ts';
import type { Amount } from '../../store/store.ts';
import { whyOverfull } from './limits-of-documents.ts';
import { inspect, type Complete, type Insert, type Inspection, type Loss } from './inspect.ts';
import { grow, isOverlong } from './lengths.ts';
import { whyDangling, whyIncomplete } from './references.ts';
import { isFull, isOverShare } from './shares.ts';
import { skim } from './skim.ts';
import { InvalidUpdate, type UpdateBounds } from './sections.ts';
import { BYTE_COST, RANGE_COST, STRUCT_COST, TooMuchWork } from './work.ts';
import type { Writer } from './writer.ts';

export type Verdict =
	| { kind: 'apply' }
	/** It builds on something that is missing here. */
	| { kind: 'pending' }
	/** An honest page can have sent this a moment too late. The reason is a sentence for the person. */
	| { kind: 'refuse'; reason: ServerSentence }
	/** No page sends this: it is broken or hostile. The reason is for programmers. */
	| { kind: 'broken'; reason: string };

/** The action of an update that only uses up clocks: that is a write too. */
const AT_LEAST: Readonly<Record<DocumentKind, Action>> = { wall: 'move', desk: 'keep' };
const TOO_COSTLY: Verdict = {
	kind: 'refuse',
	reason: ({ sync }) => sync.inParts
};
const APPLY: Verdict = { kind: 'apply' };

/**
 * Decides about an update to a document of this kind. If the verdict is `apply`, the Yjs client ids of the update
 * belong to the writer from now on; otherwise nothing changes.
 */
export function judge(
	place: DocumentKind,
	doc: Y.Doc,
	update: Uint8Array,
	bounds: UpdateBounds,
	writer: Writer
): Verdict {
	const structBytes = skimmed(update, bounds);
	if (typeof structBytes === 'object') return structBytes;
	const inspection = inspect(doc, update, bounds);
	writer.charge(costOf(inspection, update, bounds));
	if (inspection.kind === 'pending') return { kind: 'pending' };
	if (inspection.kind === 'broken') return inspection;
	if (inspection.kind === 'costly') return TOO_COSTLY;
	const actions = actionsOf(place, inspection, writer);
	if (typeof actions === 'string') return { kind: 'broken', reason: actions };
	const lacking = place === 'wall' ? whyIncomplete(inspection) : null;
	if (lacking !== null) return { kind: 'broken', reason: lacking };
	if (actions.size === 0 && inspection.clients.size > 0) actions.add(AT_LEAST[place]);
	if (actions.size === 0) return APPLY;
	const needed = [...actions].filter((action) => action !== 'everybody');
	const added = amountOf(inspection, structBytes);
	const reason =
		(needed.length > 0 ? writer.refuses(needed) : null) ??
		whyDangling(place, doc, inspection) ??
		whyOverfull(place, doc, inspection, writer) ??
		whyOverlong(inspection, bounds.entries[place], writer) ??
		whyNoRoom(place, added, writer);
	if (reason !== null) return { kind: 'refuse', reason };
	const verdict = claim(doc, inspection, writer);
	if (verdict.kind !== 'apply') return verdict;
	if (place === 'wall') writer.shares.add(writer.id, added);
	grow(inspection.rows);
	return verdict;
}

/** The number of bytes of its structs, or the verdict if it is invalid. */
function skimmed(update: Uint8Array, { structs, ranges }: UpdateBounds): Verdict | number {
	try {
		return skim(update, { pieces: structs, ranges });
	} catch (error) {
		if (error instanceof TooMuchWork) return TOO_COSTLY;
		if (error instanceof InvalidUpdate) return { kind: 'broken', reason: error.message };
		throw error;
	}
}

/** The cost of inspecting and applying an update, in comparisons. */
function costOf(inspection: Inspection, { length }: Uint8Array, bounds: UpdateBounds): number {
	if (inspection.kind !== 'complete')
		return BYTE_COST * length + (inspection.kind === 'costly' ? bounds.comparisons : 0);
	const { work, sizes } = inspection;
	return work + STRUCT_COST * sizes.structs + RANGE_COST * sizes.ranges;
}

/** About how many bytes one deleted item takes: its client, clock and length. */
const DELETE_BYTES = 8;

/** How much the document grows. Deletes that it already knew do not count. */
function amountOf({ sizes, deletes }: Complete, structBytes: number): Amount {
	const { length } = deletes;
	return { bytes: structBytes + DELETE_BYTES * length, structs: sizes.structs + length };
}

/** Why the document cannot take this much more from this person, as a sentence; otherwise null. */
function whyNoRoom(
	place: DocumentKind,
	added: Amount,
	{ id, shares, room }: Writer
): ServerSentence | null {
	if (isFull(room, added)) return ({ sync }) => (place === 'wall' ? sync.boardFull : sync.deskFull);
	if (!isOverShare(room, shares.usedBy(id), added)) return null;
	return ({ sync }) => sync.overShare;
}

function whyOverlong(
	{ rows }: Complete,
	most: number,
	{ id, owners }: Writer
): ServerSentence | null {
	const isOwn = (client: number) => owners.ownerOf(client) === id;
	return isOverlong(rows, most, isOwn) ? ({ sync }) => sync.changedTooOften : null;
}

type Needed = Action | 'everybody';

/** The actions of the writer, or why the update is invalid. */
function actionsOf(
	place: DocumentKind,
	found: Complete,
	{ id, owners }: Writer
): Set<Needed> | string {
	const actions = new Set<Needed>();
	for (const insert of found.inserts) {
		const rule = ruleOf(place, insert.path);
		if (!rule || rule.by === 'server') return notWritten(rule, insert.path);
		if (!fits(insert, rule)) return `This cannot be put at ${rule.path}.`;
		actions.add(rule.by);
	}
	const isOwn = ({ client }: Loss) => owners.ownerOf(client) === id;
	for (const losses of [found.overwrites, found.deletes])
		for (const loss of losses) {
			const rule = ruleOf(place, loss.path);
			if (!rule || rule.by === 'server') return notWritten(rule, loss.path);
			if (rule.removedBy === 'maker' && !isOwn(loss))
				return `Only its maker can remove ${rule.path}.`;
			if (rule.removedBy === 'nobody' && !isInText(loss)) return `Nobody removes ${rule.path}.`;
			actions.add(rule.by);
		}
	return actions;
}
const notWritten = (rule: Rule | null, [root]: readonly (string | null)[]) =>
	rule ? `Only the server writes ${rule.path}.` : `There is no such place in ${root ?? 'a list'}.`;

/** Whether the path is a position in a text, not the text itself. */
const isInText = ({ path }: Insert | Loss) => path.at(-1) === null;

function fits(insert: Insert, { holds, removedBy, names }: Rule): boolean {
	const { content, lasts } = insert;
	if (isInText(insert)) return content.kind === 'chars' || content.kind === 'deleted';
	const stays = removedBy === 'nobody';
	if (stays && holds !== 'map' && !insert.inNew) return false;
	switch (content.kind) {
		case 'deleted':
			return true;
		case 'map':
		case 'text':
			return holds === content.kind;
		case 'values':
			if (holds === 'map' || holds === 'text') return false;
			// Values that a page overwrote before it sent them come together in one item; a value that stays comes
			// alone.
			if (lasts && content.values.length !== 1) return false;
			if (stays && names && content.values.includes('')) return false;
			return content.values.every((value) => isValue(value, holds));
		case 'chars':
		case 'other':
			return false;
	}
}

function claim(doc: Y.Doc, { clients }: Complete, { id, owners }: Writer): Verdict {
	switch (owners.claim(doc, clients.keys(), id)) {
		case 'claimed':
			return APPLY;
		case 'taken':
			return { kind: 'broken', reason: 'Somebody else writes under this number.' };
		case 'tooMany':
			return { kind: 'refuse', reason: ({ sync }) => sync.tooManyWindows };
	}
}
