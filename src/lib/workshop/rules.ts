/**
 * Who may put what where, and when: the one table by which pages offer things and the server takes
 * them. What is not in it is written by nobody.
 */
import { LIMITS } from './limits.ts';
import { isPlainId } from './text.ts';
import type { NoteKind, Role, StepKind } from './types.ts';

/**
 * - `write`: post, change and take back own notes
 * - `move`: move notes, make and change clusters
 * - `vote`: spend dots
 * - `keep`: keep drafts and marks at one's own desk, whatever the group does
 * - `steer`: give commands
 */
export type Action = 'write' | 'move' | 'vote' | 'keep' | 'steer';

/** Something that has to be so. What is left out does not matter. */
export interface Condition {
	/** Binds these roles only; everybody where it is left out. */
	readonly binds?: readonly Role[];
	readonly roles?: readonly Role[];
	/** Kinds that the group's step may have. */
	readonly steps?: readonly StepKind[];
	readonly round?: 'open' | 'none';
	readonly wall?: 'unlocked';
	/** What somebody is told where it is not so: a sentence. */
	readonly otherwise: string;
}

const TAKES_PART: Condition = {
	roles: ['facilitator', 'participant'],
	otherwise: 'Observers look on. Ask the facilitator to take part.'
};
/** What an action needs, in the order in which people are told. */
export const CONDITIONS: Readonly<Record<Action, readonly Condition[]>> = {
	write: [
		TAKES_PART,
		{
			steps: ['post'],
			otherwise: 'Writing is closed in this step. Your text stays at your desk.'
		}
	],
	move: [
		TAKES_PART,
		// Clusters must stay what people vote on.
		{ round: 'none', otherwise: 'Clusters stay as they are while a round is open.' },
		{
			binds: ['participant'],
			steps: ['cluster'],
			otherwise: 'Notes can be moved in the Cluster step.'
		},
		{
			binds: ['participant'],
			wall: 'unlocked',
			otherwise: 'The facilitator has locked the wall.'
		}
	],
	vote: [TAKES_PART, { round: 'open', otherwise: 'No round is open.' }],
	keep: [TAKES_PART],
	steer: [{ roles: ['facilitator'], otherwise: 'Only a facilitator can do this.' }]
};

/** Forms of a value. Lengths are in UTF-16 units, ranges include both ends. */
type Form =
	| { readonly text: number }
	| { readonly number: readonly [from: number, to: number]; readonly whole?: true }
	| { readonly oneOf: readonly string[] }
	| 'flag'
	/** The plain id of something, or '' for nothing. */
	| 'idOrNone';

const NOTE_KINDS: readonly NoteKind[] = ['problem', 'customer'];
const KEPT_KINDS = ['cluster', 'moves', 'note', 'dots'];
/** The last moment that a date can name, in epoch ms. */
const LAST_MS = 8.64e15;
/** Values by the names that the table uses. */
export const VALUES = {
	noteText: { text: LIMITS.noteChars },
	noteKind: { oneOf: NOTE_KINDS },
	title: { text: LIMITS.clusterTitleChars },
	/** A paste into the composer may be many notes. */
	composed: { text: LIMITS.composerChars },
	order: { text: LIMITS.orderChars },
	coordinate: { number: [-LIMITS.coordinate, LIMITS.coordinate] },
	time: { number: [0, LAST_MS] },
	dots: { number: [1, LIMITS.dotsPerPerson], whole: true },
	/** Work that was not taken: what it was, ids of notes with a space between, how much. */
	keptKind: { oneOf: KEPT_KINDS },
	keptNotes: { text: LIMITS.notesPerKeptWork * (LIMITS.idChars + 1) },
	count: { number: [0, LIMITS.notesPerBoard], whole: true },
	why: { text: LIMITS.whyChars },
	agreement: { number: [0, 5], whole: true },
	flag: 'flag',
	reference: 'idOrNone'
} as const satisfies Record<string, Form>;

export type Place = 'wall' | 'desk';
export interface Rule {
	readonly place: Place;
	/** Root and keys; `*` is any plain id. */
	readonly path: string;
	/** What a page's person needs to write here, or `server` where pages write nothing. */
	readonly by: Action | 'everybody' | 'server';
	/** A map of the paths below it, or a value. */
	readonly holds: 'map' | keyof typeof VALUES;
	/** Whose it is to delete or replace: that of everybody who may write here, or of its maker alone. */
	readonly removedBy: 'writers' | 'maker';
}

const row = (
	place: Place,
	path: string,
	by: Rule['by'],
	holds: Rule['holds'],
	removedBy: Rule['removedBy'] = 'writers'
): Rule => ({ place, path, by, holds, removedBy });

/** A desk's own person is the only one who writes there, so nothing below asks whose desk it is. */
export const RULES: readonly Rule[] = [
	row('wall', 'notes/*', 'server', 'map'),
	row('wall', 'notes/*/text', 'server', 'noteText'),
	row('wall', 'notes/*/kind', 'server', 'noteKind'),
	row('wall', 'notes/*/fn', 'server', 'reference'),
	row('wall', 'notes/*/by', 'server', 'reference'),
	row('wall', 'notes/*/archived', 'server', 'flag'),
	row('wall', 'notes/*/x', 'move', 'coordinate'),
	row('wall', 'notes/*/y', 'move', 'coordinate'),
	row('wall', 'notes/*/cluster', 'move', 'reference'),
	row('wall', 'notes/*/order', 'move', 'order'),

	row('wall', 'clusters/*', 'move', 'map', 'maker'),
	row('wall', 'clusters/*/title', 'move', 'title'),
	row('wall', 'clusters/*/x', 'move', 'coordinate'),
	row('wall', 'clusters/*/y', 'move', 'coordinate'),
	row('wall', 'clusters/*/archived', 'move', 'flag'),
	row('wall', 'clusters/*/mergedInto', 'move', 'reference'),

	row('desk', 'notes/*', 'keep', 'map'),
	row('desk', 'notes/*/text', 'keep', 'noteText'),
	row('desk', 'notes/*/kind', 'keep', 'noteKind'),
	row('desk', 'notes/*/at', 'keep', 'time'),
	row('desk', 'notes/*/step', 'keep', 'reference'),
	row('desk', 'notes/*/archived', 'keep', 'flag'),

	row('desk', 'ballots/*', 'vote', 'map'),
	row('desk', 'ballots/*/*', 'vote', 'dots'),
	row('desk', 'marks/*', 'keep', 'agreement'),
	row('desk', 'ready/*', 'keep', 'flag'),

	row('desk', 'kept/*', 'keep', 'map'),
	row('desk', 'kept/*/kind', 'keep', 'keptKind'),
	row('desk', 'kept/*/at', 'keep', 'time'),
	row('desk', 'kept/*/why', 'keep', 'why'),
	row('desk', 'kept/*/cluster', 'keep', 'reference'),
	row('desk', 'kept/*/title', 'keep', 'title'),
	row('desk', 'kept/*/notes', 'keep', 'keptNotes'),
	row('desk', 'kept/*/x', 'keep', 'coordinate'),
	row('desk', 'kept/*/y', 'keep', 'coordinate'),
	row('desk', 'kept/*/count', 'keep', 'count'),
	row('desk', 'kept/*/text', 'keep', 'composed'),
	row('desk', 'kept/*/noteKind', 'keep', 'noteKind'),

	row('desk', 'composer/text', 'keep', 'composed'),
	row('desk', 'composer/kind', 'keep', 'noteKind'),
	row('desk', 'visit/at', 'everybody', 'time')
];

/** Whether a value has the form that the table names. */
export function isValue(value: unknown, name: keyof typeof VALUES): boolean {
	const form: Form = VALUES[name];
	if (form === 'flag') return typeof value === 'boolean';
	if (form === 'idOrNone') return typeof value === 'string' && (value === '' || isPlainId(value));
	if ('text' in form) return typeof value === 'string' && value.length <= form.text;
	if ('oneOf' in form) return typeof value === 'string' && form.oneOf.includes(value);
	const [from, to] = form.number;
	const isInside = typeof value === 'number' && value >= from && value <= to;
	return isInside && (form.whole !== true || Number.isInteger(value));
}

type Key = string | null;
type Branch = Map<string, { own: Rule | null; fields: Map<string, Rule> }>;
/** Root → second key or `*` → its own rule, and the rules of the third keys. */
const TREES: Readonly<Record<Place, ReadonlyMap<string, Branch>>> = {
	wall: treeOf('wall'),
	desk: treeOf('desk')
};
function treeOf(place: Place): Map<string, Branch> {
	const roots = new Map<string, Branch>();
	for (const rule of RULES.filter((one) => one.place === place)) {
		const [root = '', item = '', field] = rule.path.split('/');
		const branch: Branch = roots.get(root) ?? new Map();
		roots.set(root, branch);
		const twig = branch.get(item) ?? { own: null, fields: new Map<string, Rule>() };
		branch.set(item, twig);
		if (field === undefined) twig.own = rule;
		else twig.fields.set(field, rule);
	}
	return roots;
}

/** The rule of a path, or null where a place has no such path. A null key is a place in a list. */
export function ruleOf(place: Place, path: readonly Key[]): Rule | null {
	const [root, item, field] = path;
	if (path.length < 2 || path.length > 3) return null;
	const branch = TREES[place].get(root ?? '');
	const twig = branch && matching(branch, item);
	if (!twig) return null;
	return path.length === 2 ? twig.own : matching(twig.fields, field);
}
/** What a key names, else what stands for any plain id. An asterisk itself is none. */
function matching<T>(named: ReadonlyMap<string, T>, key: Key | undefined): T | null {
	if (typeof key !== 'string' || key === '*') return null;
	const exact = named.get(key);
	if (exact !== undefined) return exact;
	const any = named.get('*');
	return any !== undefined && isPlainId(key) ? any : null;
}
