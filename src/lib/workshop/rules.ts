/**
 * The rules table: it decides who may write what, where and when. Pages use it to offer actions, and the server uses it
 * to accept changes. Nobody can write anything that it does not list.
 */
import type { Sentence } from '../i18n/messages.ts';
import type { Action } from './actions.ts';
import {
	cellsOf,
	fieldsOf,
	ITEM_ROOTS,
	shapeOf,
	type Field,
	type ItemRoot,
	type NamedOnWall
} from './items/shapes.ts';
import { LIMITS } from './limits.ts';
import { kindsThatOpen, type StepKind } from './steps/kinds.ts';
import { FRAME_TEXTS } from './questions.ts';
import { isPlainId } from './text.ts';
import type { Role } from './types.ts';
import type { ValueName } from './values.ts';

/** A condition for an action. Absent members do not matter. */
export interface Condition {
	/** The condition applies to these roles only; to everybody if absent. */
	readonly binds?: readonly Role[];
	readonly roles?: readonly Role[];
	/** Allowed kinds of the group's step. */
	readonly steps?: readonly StepKind[];
	readonly round?: 'open' | 'none';
	readonly wall?: 'unlocked';
	readonly gate?: 'open';
	readonly board?: 'in use';
	/** The message if the condition does not hold. */
	readonly otherwise: Sentence;
}

const TAKES_PART: Condition = {
	roles: ['facilitator', 'participant'],
	otherwise: ({ rules }) => rules.observer
};
/** Facilitators can correct things in any step; all others can work on them in one kind of step. */
const inItsStep = (action: Action, otherwise: Sentence): Condition => ({
	binds: ['participant'],
	steps: kindsThatOpen(action),
	otherwise
});
const FACILITATES: Condition = {
	roles: ['facilitator'],
	otherwise: ({ rules }) => rules.facilitatorsOnly
};
const IN_USE: Condition = {
	board: 'in use',
	otherwise: ({ rules }) => rules.archived
};
/** The conditions of each action, in the order in which people read the messages. */
export const CONDITIONS: Readonly<Record<Action, readonly Condition[]>> = {
	write: [
		TAKES_PART,
		IN_USE,
		{
			steps: kindsThatOpen('write'),
			otherwise: ({ rules }) => rules.writingClosed
		}
	],
	move: [
		TAKES_PART,
		IN_USE,
		// Clusters must not change while people vote on them.
		{ round: 'none', otherwise: ({ rules }) => rules.roundOpen },
		inItsStep('move', ({ rules }) => rules.moveInCluster),
		{
			binds: ['participant'],
			wall: 'unlocked',
			otherwise: ({ rules }) => rules.wallLocked
		}
	],
	vote: [TAKES_PART, IN_USE, { round: 'open', otherwise: ({ rules }) => rules.noRound }],
	frame: [TAKES_PART, IN_USE, inItsStep('frame', ({ rules }) => rules.frameInFrame)],
	answer: [
		TAKES_PART,
		IN_USE,
		{
			steps: kindsThatOpen('answer'),
			otherwise: ({ rules }) => rules.noQuestion
		}
	],
	cost: [TAKES_PART, IN_USE, inItsStep('cost', ({ rules }) => rules.costsInUnderstand)],
	aim: [TAKES_PART, IN_USE, inItsStep('aim', ({ rules }) => rules.outcomesInOutcomes)],
	require: [
		TAKES_PART,
		IN_USE,
		inItsStep('require', ({ rules }) => rules.requirementsInRequirements)
	],
	weigh: [
		TAKES_PART,
		IN_USE,
		{ gate: 'open', otherwise: ({ rules }) => rules.gateShut },
		inItsStep('weigh', ({ rules }) => rules.technologyInTechnology)
	],
	measure: [TAKES_PART, IN_USE, inItsStep('measure', ({ rules }) => rules.readingsInReview)],
	agree: [TAKES_PART, IN_USE],
	keep: [TAKES_PART],
	steer: [FACILITATES, IN_USE],
	look: [FACILITATES]
};

export type DocumentKind = 'wall' | 'desk';
export interface Rule {
	readonly place: DocumentKind;
	/** Root and keys; `*` is any plain id. */
	readonly path: string;
	/** The action that a person needs permission for to write here, or `server` if pages cannot write here. */
	readonly by: Action | 'everybody' | 'server';
	/** A map of the paths below it, a text that several people write at once, or a value. */
	readonly holds: 'map' | 'text' | ValueName;
	/** The root of the wall in which the referenced item must exist: nothing may refer to a missing item. */
	readonly names?: NamedOnWall;
	/** The same for the item that the key itself refers to. */
	readonly keyNames?: NamedOnWall;
	/** Most characters of a text. */
	readonly chars?: number;
	/**
	 * Who may delete or replace it. Parts of an item that nobody may remove are created with the item, in one update.
	 */
	readonly removedBy: 'writers' | 'maker' | 'nobody';
}

const row = (
	place: DocumentKind,
	path: string,
	by: Rule['by'],
	holds: Rule['holds'],
	removedBy: Rule['removedBy'] = 'writers'
): Rule => ({ place, path, by, holds, removedBy });

/** Shared items can never be removed: others may have written in them or added items that belong to them. */
function item(root: ItemRoot): Rule[] {
	const { by, order } = shapeOf(root);
	return [
		row('wall', `${root}/*`, by, 'map', by === 'server' ? 'writers' : 'nobody'),
		...fieldsOf(root).map(([name, field]) => fieldRule(`${root}/*/${name}`, by, field)),
		...(order === 'chosen' ? [row('wall', `${root}/*/order`, by, 'order')] : []),
		row('wall', `${root}/*/archived`, by, 'flag'),
		...cellsOf(root).flatMap(([cells, holds]) => cellRules(cells, by, holds))
	];
}
function fieldRule(path: string, by: Rule['by'], field: Field): Rule {
	// This prevents requirements without an outcome and text fields without a text.
	if ('parent' in field)
		return { ...row('wall', path, by, 'reference', 'nobody'), names: field.parent };
	if ('text' in field) return { ...row('wall', path, by, 'text', 'nobody'), chars: field.text };
	return row('wall', path, by, field.holds);
}
/** The values for one option, by requirement: they are created together with the option. */
const cellRules = (root: string, by: Rule['by'], holds: Rule['holds']): Rule[] => [
	{ ...row('wall', `${root}/*`, by, 'map', 'nobody'), keyNames: 'options' },
	{ ...row('wall', `${root}/*/*`, by, holds), keyNames: 'requirements' }
];
/** A text of the frame, which the server creates. */
const frameRule = (name: string): Rule =>
	fieldRule(`frame/${name}`, 'frame', { text: LIMITS.sharedTextChars, blank: '' });

/** Only its owner writes at a desk, so the rules below do not check whose desk it is. */
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
	row('wall', 'notes/*/parked', 'move', 'flag'),
	row('wall', 'notes/*/rewrittenAs', 'server', 'reference'),
	{ ...row('wall', 'notes/*/requirement', 'weigh', 'reference'), names: 'requirements' },
	row('wall', 'notes/*/setAside', 'weigh', 'reason'),

	row('wall', 'clusters/*', 'move', 'map', 'maker'),
	row('wall', 'clusters/*/title', 'move', 'title'),
	row('wall', 'clusters/*/x', 'move', 'coordinate'),
	row('wall', 'clusters/*/y', 'move', 'coordinate'),
	row('wall', 'clusters/*/archived', 'move', 'flag'),
	row('wall', 'clusters/*/mergedInto', 'move', 'reference'),

	...FRAME_TEXTS.map(frameRule),
	...ITEM_ROOTS.flatMap(item),

	row('desk', 'notes/*', 'keep', 'map'),
	row('desk', 'notes/*/text', 'keep', 'noteText'),
	row('desk', 'notes/*/kind', 'keep', 'noteKind'),
	row('desk', 'notes/*/at', 'keep', 'time'),
	row('desk', 'notes/*/step', 'keep', 'reference'),
	row('desk', 'notes/*/parked', 'keep', 'flag'),
	row('desk', 'notes/*/rewrittenAs', 'keep', 'reference'),
	row('desk', 'notes/*/archived', 'keep', 'flag'),

	row('desk', 'answers/*', 'keep', 'map'),
	row('desk', 'answers/*/text', 'keep', 'answerText'),
	row('desk', 'answers/*/question', 'keep', 'question'),
	row('desk', 'answers/*/about', 'keep', 'reference'),
	row('desk', 'answers/*/at', 'keep', 'time'),
	row('desk', 'answers/*/step', 'keep', 'reference'),
	row('desk', 'answers/*/archived', 'keep', 'flag'),

	row('desk', 'ballots/*', 'vote', 'map'),
	row('desk', 'ballots/*/*', 'vote', 'dots'),
	row('desk', 'marks/*', 'keep', 'map'),
	row('desk', 'marks/*/mark', 'keep', 'agreement'),
	row('desk', 'marks/*/of', 'keep', 'wording'),
	row('desk', 'ready/*', 'keep', 'flag'),
	/** By function: whether it may be shown separately, and whether own notes leave it out. */
	row('desk', 'consent/*', 'agree', 'flag'),
	row('desk', 'unsigned/*', 'keep', 'flag'),

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
	row('desk', 'kept/*/question', 'keep', 'question'),
	row('desk', 'kept/*/about', 'keep', 'reference'),
	/** The path of the shared words: root, item and field. */
	row('desk', 'kept/*/place', 'keep', 'line'),
	row('desk', 'kept/*/before', 'keep', 'line'),

	row('desk', 'composer/text', 'keep', 'composed'),
	row('desk', 'composer/kind', 'keep', 'noteKind'),
	row('desk', 'visit/at', 'everybody', 'time')
];

type Key = string | null;
type Branch = Map<string, { own: Rule | null; fields: Map<string, Rule> }>;
/** Root → second key or `*` → its own rule, and the rules of the third keys. */
const TREES: Readonly<Record<DocumentKind, ReadonlyMap<string, Branch>>> = {
	wall: treeOf('wall'),
	desk: treeOf('desk')
};
function treeOf(place: DocumentKind): Map<string, Branch> {
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

/** The roots of a document. */
export const rootsOf = (place: DocumentKind): readonly string[] => [...TREES[place].keys()];
/** The rule of a path, or null if there is none. A null key at the end is a position in a text. */
export function ruleOf(place: DocumentKind, path: readonly Key[]): Rule | null {
	if (path.at(-1) !== null) return ruleAt(place, path);
	const rule = ruleAt(place, path.slice(0, -1));
	return rule?.holds === 'text' ? rule : null;
}
function ruleAt(place: DocumentKind, [root, item, field, ...deeper]: readonly Key[]): Rule | null {
	if (item === undefined || deeper.length > 0) return null;
	const branch = TREES[place].get(root ?? '');
	const twig = branch && matching(branch, item);
	if (!twig) return null;
	return field === undefined ? twig.own : matching(twig.fields, field);
}
/** The entry for a key, or else the entry for any plain id. The key `*` itself matches nothing. */
function matching<T>(named: ReadonlyMap<string, T>, key: Key | undefined): T | null {
	if (typeof key !== 'string' || key === '*') return null;
	const exact = named.get(key);
	if (exact !== undefined) return exact;
	const any = named.get('*');
	return any !== undefined && isPlainId(key) ? any : null;
}
