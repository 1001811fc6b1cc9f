/** Finds every word of a rejected change in places that people write together. */
import * as Y from 'yjs';
import { ruleOf, RULES, type Rule } from '../workshop/rules.ts';
import type { KeptWork } from './kept.ts';
import type { Known, Unseen } from './unseen.ts';
import type { Wall } from './wall.ts';

type Words = Extract<KeptWork, { kind: 'words' }>;
type Found = Omit<Words, 'at' | 'why'>;

/** Lines, numbers and days: their values are always listed. */
const WORDED: ReadonlySet<Rule['holds']> = new Set([
	'line',
	'unit',
	'reason',
	'personName',
	'amount',
	'day'
]);
/** Choices: they are listed only for items that existed before. In a new item, the value may be nobody's choice. */
const CHOSEN: ReadonlySet<Rule['holds']> = new Set([
	'direction',
	'requirementKind',
	'weight',
	'rating'
]);
/** Length of the text before some words that is stored with them, so that they find their place again. */
const BEFORE_CHARS = 40;

/** Words of `changes` in `old` that `fresh` does not show. */
export function wordsIn(old: Wall, fresh: Wall, known: Known, changes: readonly Unseen[]): Found[] {
	const made = new Set(
		changes.filter(({ path }) => path.length === 2).map(({ path }) => path.join('/'))
	);
	const fields = new Map<string, Found>();
	const texts = new Map<Y.Text, Found[]>();
	for (const change of changes) {
		const { path, text, value, client, id } = change;
		if (text && !texts.has(text)) texts.set(text, runsIn(old, path, text, known));
		if (typeof value !== 'string' && typeof value !== 'number') continue;
		const holds = ruleOf('wall', path)?.holds ?? 'map';
		const isNew = made.has(path.slice(0, 2).join('/'));
		if (value === '' || !(WORDED.has(holds) || (CHOSEN.has(holds) && !isNew))) continue;
		if (valueAt(fresh.doc, path) === value) continue;
		const place = path.join('/');
		const told = { id, kind: 'words', place, text: String(value), before: '' } as const;
		fields.set(`${client} ${place}`, { ...told, about: referenceOf(old, path) });
	}
	return [...fields.values(), ...[...texts.values()].flat()];
}

/** Stretches of a text that the other copy never received, each with the text before it. */
function runsIn(old: Wall, path: readonly string[], text: Y.Text, known: Known): Found[] {
	const runs: Found[] = [];
	let before = '';
	let run: Found | null = null;
	for (let item = text._start; item; item = item.right) {
		if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
		const { client, clock } = item.id;
		const seen = Math.min(Math.max(known(client) - clock, 0), item.length);
		const [had, unseen] = [item.content.str.slice(0, seen), item.content.str.slice(seen)];
		if (had !== '') {
			run = null;
			before = (before + had).slice(-BEFORE_CHARS);
		}
		if (unseen === '') continue;
		if (run) run.text += unseen;
		else {
			const id = `${client}-${clock + seen}`;
			const place = path.join('/');
			run = { id, kind: 'words', place, text: unseen, before, about: referenceOf(old, path) };
			runs.push(run);
		}
		before = (before + unseen).slice(-BEFORE_CHARS);
	}
	return runs.filter((one) => one.text.trim() !== '');
}

/** The id of what an item belongs to, or ''. */
function referenceOf(wall: Wall, [root = '', id = '']: readonly string[]): string {
	const field = referenceField(root);
	const value = field === null ? null : valueAt(wall.doc, [root, id, field]);
	return typeof value === 'string' ? value : '';
}
/** The field that names what the items of a root belong to, or null. */
export function referenceField(root: string): string | null {
	const rule = RULES.find(
		({ path, names, removedBy }) =>
			names !== undefined && removedBy === 'nobody' && path.startsWith(`${root}/`)
	);
	return rule?.path.split('/')[2] ?? null;
}

function valueAt(doc: Y.Doc, [root = '', ...keys]: readonly string[]): unknown {
	let value: unknown = doc.getMap(root);
	for (const key of keys) value = value instanceof Y.Map ? value.get(key) : undefined;
	return value;
}
