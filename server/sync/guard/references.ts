/** Checks items that belong together: an item arrives whole, and everything that it names is on the wall. */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import * as Y from 'yjs';
import type { NamedOnWall } from '../../../src/lib/workshop/items/shapes.ts';
import { ruleOf, RULES, type DocumentKind, type Rule } from '../../../src/lib/workshop/rules.ts';
import type { Complete, Insert } from './inspect.ts';

/** The parts of an item of each root: its texts, its parent, and the maps beside it. */
const PARTS = Map.groupBy(
	RULES.filter(({ removedBy, path }) => removedBy === 'nobody' && path.includes('*')),
	rootOfPart
);
function rootOfPart({ path, keyNames }: Rule): string {
	const [root = '', , field] = path.split('/');
	return keyNames ?? (field === undefined ? '' : root);
}
/** Fields whose values name items of a root. */
const NAMERS = Map.groupBy(
	RULES.filter(({ names }) => names !== undefined),
	({ names }) => names
);

/**
 * The item that an answer is about. The server checks it before it posts the answer, and pages must not remove it.
 */
const ANSWERED: Pick<Rule, 'path'> = { path: 'answers/*/about' };

/** Says which item arrives incomplete, or returns null. */
export function whyIncomplete({ inserts }: Complete): string | null {
	const paths = new Set(inserts.filter(({ lasts }) => lasts).map(({ path }) => path.join('/')));
	for (const { path, content, lasts } of inserts) {
		const [root, id, field] = path;
		if (!lasts || content.kind !== 'map' || !id || field !== undefined) continue;
		const lacking = PARTS.get(root ?? '')?.find(
			(part) => !paths.has(part.path.replace('*', () => id))
		);
		if (lacking) return `An item comes with its ${lacking.path}.`;
	}
	return null;
}

/**
 * Why something would name a missing item after this update, as a sentence; otherwise null. Either a new item
 * names something that is not on the wall, or the update deletes something that another item names.
 */
export function whyDangling(
	place: DocumentKind,
	doc: Y.Doc,
	found: Complete
): ServerSentence | null {
	if (place === 'desk') return null;
	const stands = standing(doc, found);
	for (const insert of found.inserts)
		if (namedBy(insert).some(([root, id]) => !stands(root, id)))
			return ({ connection }) => connection.putBack.gone;
	const isNamed = namedIn(doc);
	for (const { path } of found.deletes) {
		const [root, id, field] = path;
		if (!id || field !== undefined || stands(root ?? '', id)) continue;
		const namers = [ANSWERED, ...(NAMERS.get(root as NamedOnWall) ?? [])];
		if (namers.some((rule) => isNamed(rule, id))) return ({ sync }) => sync.staysNamed;
	}
	return null;
}

/** The roots and ids that an insert names, if it stays. */
function namedBy({ path, content, lasts }: Insert): [NamedOnWall, string][] {
	const rule = lasts ? ruleOf('wall', path) : null;
	const named: [NamedOnWall, string][] = [];
	const key = path.at(-1);
	if (rule?.keyNames && typeof key === 'string') named.push([rule.keyNames, key]);
	if (rule?.names && content.kind === 'values')
		for (const id of content.values)
			if (typeof id === 'string' && id !== '') named.push([rule.names, id]);
	return named;
}

/** Tells whether a root has an item after the update. */
function standing(
	doc: Y.Doc,
	{ inserts, deletes }: Complete
): (root: string, id: string) => boolean {
	const items = ({ path }: { path: Insert['path'] }) => path.length === 2;
	const come = new Set<string>();
	for (const insert of inserts)
		if (insert.lasts && items(insert) && insert.content.kind === 'map')
			come.add(insert.path.join('/'));
	const gone = new Set(deletes.filter(items).map(({ path }) => path.join('/')));
	return (root, id) => {
		const key = `${root}/${id}`;
		if (come.has(key)) return true;
		return !gone.has(key) && doc.share.get(root)?._map.get(id)?.deleted === false;
	};
}

/** Tells whether an item of the document names another one in the field of a rule. It reads each field once. */
function namedIn(doc: Y.Doc): (rule: Pick<Rule, 'path'>, id: string) => boolean {
	const named = new Map<string, ReadonlySet<unknown>>();
	return ({ path }, id) => {
		const ids = named.get(path) ?? new Set(namesIn(doc, path));
		named.set(path, ids);
		return ids.has(id);
	};
}
function* namesIn(doc: Y.Doc, path: string): Generator<unknown> {
	const [root = '', , field = ''] = path.split('/');
	for (const item of doc.share.get(root)?._map.values() ?? []) {
		if (item.deleted || !(item.content instanceof Y.ContentType)) continue;
		const naming = item.content.type._map.get(field);
		if (naming && !naming.deleted) yield naming.content.getContent()[0];
	}
}
