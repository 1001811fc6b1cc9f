/**
 * What a group writes together beside notes and clusters: a row for each kind of item. Types, the rules of who writes
 * what, blanks, the board file and its references all follow this table.
 */
import type { Action } from '../actions.ts';
import { LIMITS } from '../limits.ts';
import type { ValueName, ValueOf } from '../values.ts';

/** A list of a board whose entries others may name. */
export type Named =
	| 'people'
	| 'notes'
	| 'clusters'
	| 'answers'
	| 'outcomes'
	| 'requirements'
	| 'options'
	| 'functions'
	| 'steps';
/** The same on the wall alone. */
export type NamedOnWall = 'clusters' | 'outcomes' | 'requirements' | 'options';

/** A value of a form that `VALUES` names. */
interface ValueField<T> {
	readonly holds: ValueName;
	readonly blank: T;
	/** Lists of the board in one of which the id stands. */
	readonly to?: readonly Named[];
	/** A file has words here. */
	readonly needsWords?: true;
}
/** A text that several people write at once, of so many UTF-16 units at most. */
interface TextField {
	readonly text: number;
	readonly blank: string;
}
/** The item that this one belongs to: given when it is made, and never changed. */
interface ParentField {
	readonly parent: NamedOnWall;
	readonly blank: string;
}
export type Field = ValueField<string | number | boolean | null> | TextField | ParentField;

interface Shape {
	/** Who writes it: people who may do this, or the server alone. */
	readonly by: Action | 'server';
	readonly fields: Readonly<Record<string, Field>>;
	/** Readings stand in the order of their days, all others in one that people choose. */
	readonly order: 'chosen' | 'by day';
	/** Maps beside the item, by requirement. */
	readonly cells?: Readonly<Record<string, ValueName>>;
}

const value = <N extends ValueName, B extends ValueOf<N> | null>(
	holds: N,
	blank: B
): ValueField<ValueOf<N> | B> => ({ holds, blank });
/** The id of an entry of one of these lists, or ''. */
const idOf = (...to: Named[]): ValueField<string> => ({ holds: 'reference', blank: '', to });
const text = (most: number): TextField => ({ text: most, blank: '' });
const parent = (list: NamedOnWall): ParentField => ({ parent: list, blank: '' });

const statement = text(LIMITS.statementChars);
const paragraph = text(LIMITS.sharedTextChars);

export const SHAPES = {
	/** What somebody said to a question. */
	answers: {
		by: 'server',
		order: 'chosen',
		fields: {
			text: { ...value('answerText', ''), needsWords: true },
			question: value('question', 'felt'),
			/** What the question is about: a cluster, an answer (why?), an outcome, or '' for none. */
			about: idOf('clusters', 'answers', 'outcomes'),
			fn: idOf('functions'),
			by: idOf('people'),
			day: value('day', '')
		}
	},
	/** Part of what a problem costs in a month. */
	costs: {
		by: 'cost',
		order: 'chosen',
		fields: {
			problem: parent('clusters'),
			/** What it is, such as "calls that are made twice". */
			what: value('line', ''),
			/** Null until a number is given. */
			amount: value('amount', null),
			/** Such as "hours", "customers" or "€". */
			unit: value('unit', '')
		}
	},
	outcomes: {
		by: 'aim',
		order: 'chosen',
		fields: {
			problem: parent('clusters'),
			/** What will be different. */
			statement,
			/** What is measured, such as "callers who explain their case twice". */
			metric: value('line', ''),
			/** Such as "% of calls". */
			unit: value('unit', ''),
			/** Which way is better, or ''. */
			direction: value('direction', ''),
			baseline: value('amount', null),
			target: value('amount', null),
			due: value('day', ''),
			owner: value('personName', ''),
			/** By doing what. */
			how: paragraph,
			/** Where the measurement comes from. */
			source: value('line', '')
		}
	},
	requirements: {
		by: 'require',
		order: 'chosen',
		fields: {
			outcome: parent('outcomes'),
			kind: value('requirementKind', 'people'),
			weight: value('weight', 'must'),
			statement
		}
	},
	/** Something that could be brought in. */
	options: {
		by: 'weigh',
		order: 'chosen',
		fields: {
			name: value('line', ''),
			/** What its provider gets out of it. */
			motive: paragraph,
			/** Who will use it, what it costs them, what it gives them. */
			users: paragraph,
			burden: paragraph,
			gain: paragraph,
			/** What it leaves open. */
			open: paragraph
		},
		/** What was seen of each requirement, and where. */
		cells: { ratings: 'rating', evidence: 'reason' }
	},
	/** A measured value of an outcome on a day. */
	readings: {
		by: 'measure',
		order: 'by day',
		fields: {
			outcome: parent('outcomes'),
			day: value('day', ''),
			/** Null until a number is given. */
			value: value('amount', null),
			note: value('reason', '')
		}
	}
} as const satisfies Record<string, Shape>;

type Shapes = typeof SHAPES;
export type ItemRoot = keyof Shapes;
/** What people write together; answers the server puts there. */
export type SharedRoot = {
	[R in ItemRoot]: Shapes[R]['by'] extends 'server' ? never : R;
}[ItemRoot];

type BlankOf<F> = F extends { readonly blank: infer T } ? T : never;
type CellsOf<S> = S extends { readonly cells: infer C }
	? { -readonly [K in keyof C]: Record<string, C[K] extends ValueName ? ValueOf<C[K]> : never> }
	: unknown;
type OrderOf<S> = S extends { readonly order: 'chosen' } ? { order: string } : unknown;
type Whole<T> = { [K in keyof T]: T[K] };
/** Items by the list in which they stand. */
export type Items = {
	[R in ItemRoot]: Whole<
		{ id: string; archived: boolean } & {
			-readonly [K in keyof Shapes[R]['fields']]: BlankOf<Shapes[R]['fields'][K]>;
		} & OrderOf<Shapes[R]> &
			CellsOf<Shapes[R]>
	>;
};
export type Item = Items[ItemRoot];
/** All items of a board, by list. */
export type ItemLists = { [R in ItemRoot]: Items[R][] };
export type Answer = Items['answers'];
export type Cost = Items['costs'];
export type Outcome = Items['outcomes'];
export type Requirement = Items['requirements'];
export type Option = Items['options'];
export type Reading = Items['readings'];

const rootsOf = (wanted: (shape: Shape) => boolean) =>
	Object.entries<Shape>(SHAPES)
		.filter(([, shape]) => wanted(shape))
		.map(([root]) => root);
export const ITEM_ROOTS = rootsOf(() => true) as ItemRoot[];
export const SHARED_ROOTS = rootsOf(({ by }) => by !== 'server') as SharedRoot[];

export const shapeOf = (root: ItemRoot): Shape => SHAPES[root];
/** The fields of an item by name, without `id`, `order` and `archived`. */
export const fieldsOf = (root: ItemRoot): [string, Field][] => Object.entries(shapeOf(root).fields);
/** Names of the maps beside an item. */
export const cellsOf = (root: ItemRoot): [string, ValueName][] =>
	Object.entries(shapeOf(root).cells ?? {});

/** An item of which nothing was said yet, without its id. */
export function blankOf<R extends ItemRoot>(root: R): Omit<Items[R], 'id'> {
	const { order } = shapeOf(root);
	return {
		...Object.fromEntries(fieldsOf(root).map(([name, { blank }]) => [name, blank])),
		...Object.fromEntries(cellsOf(root).map(([name]) => [name, {}])),
		...(order === 'chosen' ? { order: '' } : {}),
		archived: false
	} as unknown as Omit<Items[R], 'id'>;
}

/** The lists of a board, of which each holds items of its own kind. */
export const itemLists = (make: (root: ItemRoot) => readonly Item[]): ItemLists =>
	Object.fromEntries(ITEM_ROOTS.map((root) => [root, make(root)])) as unknown as ItemLists;
