/**
 * The table of the items that a group writes together beside notes and clusters: one row for each kind. Types, rules,
 * blank values, the board file and its references all come from this table.
 */
import type { Action } from '../actions.ts';
import { LIMITS } from '../limits.ts';
import type { ValueName, ValueOf } from '../values.ts';

/** A list of a board with entries that can be referenced. */
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
/** Such a list on the wall. */
export type NamedOnWall = 'clusters' | 'outcomes' | 'requirements' | 'options';

/** A field with a value of a form that `VALUES` names. */
interface ValueField<T> {
	readonly holds: ValueName;
	readonly blank: T;
	/** Lists of the board that the id can refer to. */
	readonly to?: readonly Named[];
	/** Must not be empty in a file. */
	readonly needsWords?: true;
}
/** A text that several people write at once, of at most so many UTF-16 units. */
interface TextField {
	readonly text: number;
	readonly blank: string;
}
/** The item that this one belongs to: set when it is made, and never changed. */
interface ParentField {
	readonly parent: NamedOnWall;
	readonly blank: string;
}
export type Field = ValueField<string | number | boolean | null> | TextField | ParentField;

interface Shape {
	/** Who writes these items: people who may do this action, or only the server. */
	readonly by: Action | 'server';
	readonly fields: Readonly<Record<string, Field>>;
	/** Readings are sorted by day, all others in an order that people choose. */
	readonly order: 'chosen' | 'by day';
	/** Maps beside the item, by requirement. */
	readonly cells?: Readonly<Record<string, ValueName>>;
}

const value = <N extends ValueName, B extends ValueOf<N> | null>(
	holds: N,
	blank: B
): ValueField<ValueOf<N> | B> => ({ holds, blank });
/** The id of an entry in one of these lists, or ''. */
const idOf = (...to: Named[]): ValueField<string> => ({ holds: 'reference', blank: '', to });
const text = (most: number): TextField => ({ text: most, blank: '' });
const parent = (list: NamedOnWall): ParentField => ({ parent: list, blank: '' });

const statement = text(LIMITS.statementChars);
const paragraph = text(LIMITS.sharedTextChars);

export const SHAPES = {
	/** A person's answer to a question. */
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
	/** Part of the monthly cost of a problem. */
	costs: {
		by: 'cost',
		order: 'chosen',
		fields: {
			problem: parent('clusters'),
			/** The cost, such as "calls that are made twice". */
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
			/** The change that the group wants to see. */
			statement,
			/** The measured quantity, such as "callers who explain their case twice". */
			metric: value('line', ''),
			/** Such as "% of calls". */
			unit: value('unit', ''),
			/** The direction that is better, or ''. */
			direction: value('direction', ''),
			baseline: value('amount', null),
			target: value('amount', null),
			due: value('day', ''),
			owner: value('personName', ''),
			/** The means by which the group wants to reach it. */
			how: paragraph,
			/** The source of the measurement. */
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
	/** Something that the group could introduce. */
	options: {
		by: 'weigh',
		order: 'chosen',
		fields: {
			name: value('line', ''),
			/** The provider's benefit. */
			motive: paragraph,
			/** Its users, their effort and their benefit. */
			users: paragraph,
			burden: paragraph,
			gain: paragraph,
			/** The points that it leaves open. */
			open: paragraph
		},
		/** How the option met each requirement, and the evidence. */
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
/** Items that people write together; only the server adds answers. */
export type SharedRoot = {
	[R in ItemRoot]: Shapes[R]['by'] extends 'server' ? never : R;
}[ItemRoot];

type BlankOf<F> = F extends { readonly blank: infer T } ? T : never;
type CellsOf<S> = S extends { readonly cells: infer C }
	? { -readonly [K in keyof C]: Record<string, C[K] extends ValueName ? ValueOf<C[K]> : never> }
	: unknown;
type OrderOf<S> = S extends { readonly order: 'chosen' } ? { order: string } : unknown;
type Whole<T> = { [K in keyof T]: T[K] };
/** The type of the items in each list. */
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
/** The fields of an item by name, except `id`, `order` and `archived`. */
export const fieldsOf = (root: ItemRoot): [string, Field][] => Object.entries(shapeOf(root).fields);
/** Names of the maps beside an item. */
export const cellsOf = (root: ItemRoot): [string, ValueName][] =>
	Object.entries(shapeOf(root).cells ?? {});

/** A blank item, without its id. */
export function blankOf<R extends ItemRoot>(root: R): Omit<Items[R], 'id'> {
	const { order } = shapeOf(root);
	return {
		...Object.fromEntries(fieldsOf(root).map(([name, { blank }]) => [name, blank])),
		...Object.fromEntries(cellsOf(root).map(([name]) => [name, {}])),
		...(order === 'chosen' ? { order: '' } : {}),
		archived: false
	} as unknown as Omit<Items[R], 'id'>;
}

/** All lists of items of a board, each filled by `make`. */
export const itemLists = (make: (root: ItemRoot) => readonly Item[]): ItemLists =>
	Object.fromEntries(ITEM_ROOTS.map((root) => [root, make(root)])) as unknown as ItemLists;
