/** The references between parts of a board file, and their repair if the target is missing. */
import type { ServerSentence } from '../../i18n/messages.ts';
import {
	ITEM_ROOTS,
	fieldsOf,
	itemLists,
	type Item,
	type ItemRoot,
	type Named
} from '../items/shapes.ts';
import type { BoardRecord } from './schema.ts';

type Naming = 'people' | 'notes' | 'clusters' | ItemRoot;
type Fields = Readonly<Record<string, readonly Named[]>>;

/** Fields that hold the id of another item, or ''. */
const REFERENCES: Readonly<Record<Naming, Fields>> = {
	people: { fn: ['functions'] },
	notes: {
		fn: ['functions'],
		by: ['people'],
		cluster: ['clusters'],
		rewrittenAs: ['notes'],
		requirement: ['requirements']
	},
	clusters: { mergedInto: ['clusters'] },
	...(Object.fromEntries(ITEM_ROOTS.map((root) => [root, referencesOf(root)])) as Record<
		ItemRoot,
		Fields
	>)
};
function referencesOf(root: ItemRoot): Fields {
	const named = fieldsOf(root).flatMap(([name, field]): [string, readonly Named[]][] => {
		if ('parent' in field) return [[name, [field.parent]]];
		return 'to' in field && field.to ? [[name, field.to]] : [];
	});
	return Object.fromEntries(named);
}

type Ids = ReadonlySet<string>;
const idsOf = (items: readonly { id: string }[]): Ids => new Set(items.map(({ id }) => id));
function known(record: BoardRecord): Readonly<Record<Named, Ids>> {
	const { people, notes, clusters, answers, outcomes, requirements, options, stage } = record;
	const { functions, steps } = stage;
	const lists = { people, notes, clusters, answers, outcomes, requirements, options };
	const all = Object.entries({ ...lists, functions, steps }).map(([name, items]) => [
		name,
		idsOf(items)
	]);
	return Object.fromEntries(all) as Record<Named, Ids>;
}
const stands = (ids: Readonly<Record<Named, Ids>>, to: readonly Named[], ref: string) =>
	ref === '' || to.some((name) => ids[name].has(ref));

/** The record without references to missing items: such a field is empty, and such an entry of a list is left out. */
export function withKnownReferences(record: BoardRecord): BoardRecord {
	const ids = known(record);
	const mended = <T extends object>(list: Naming, items: readonly T[]): T[] =>
		items.map((item) => ({ ...item, ...emptied(item, REFERENCES[list], ids) }));
	const among = (name: Named) => (id: string) => ids[name].has(id);
	const { stage, options } = record;
	const { decision } = stage;
	return {
		...record,
		stage: {
			...stage,
			chosen: stage.chosen.filter(among('clusters')),
			agreements: kept(stage.agreements, ids.outcomes),
			decision: decision && {
				...decision,
				option: ids.options.has(decision.option) ? decision.option : '',
				requirements: decision.requirements.filter(among('requirements')),
				leavesOpen: decision.leavesOpen.filter(among('clusters'))
			}
		},
		people: mended('people', record.people),
		notes: mended('notes', record.notes),
		clusters: mended('clusters', record.clusters),
		...itemLists((root) => mended<Item>(root, record[root])),
		options: options.map((option) => ({
			...option,
			ratings: kept(option.ratings, ids.requirements),
			evidence: kept(option.evidence, ids.requirements)
		}))
	};
}
function emptied(item: object, fields: Fields, ids: Readonly<Record<Named, Ids>>) {
	const lost = Object.entries(fields).filter(([field, to]) => {
		const ref: unknown = Reflect.get(item, field);
		return typeof ref === 'string' && !stands(ids, to, ref);
	});
	return Object.fromEntries(lost.map(([field]) => [field, '']));
}
const kept = <T>(cells: Record<string, T>, ids: Ids): Record<string, T> =>
	Object.fromEntries(Object.entries(cells).filter(([id]) => ids.has(id)));

/** Why the target of a reference is missing, or null if all targets exist. */
export function lostReference(record: BoardRecord): ServerSentence | null {
	const ids = known(record);
	for (const [refs, to] of allReferences(record)) {
		if (refs.every((ref) => stands(ids, to, ref))) continue;
		if (to[0] === 'people') return ({ files }) => files.board.unknownPerson;
		return ({ files }) => files.board.unknown(to);
	}
	return null;
}
function* allReferences(record: BoardRecord): Generator<[readonly string[], readonly Named[]]> {
	for (const [list, fields] of Object.entries(REFERENCES) as [Naming, Fields][])
		for (const [field, to] of Object.entries(fields))
			yield [record[list].map((item) => String(Reflect.get(item, field))), to];
	const { stage, options } = record;
	const results = stage.rounds.flatMap(({ result }) => (result ? [result] : []));
	const tallies = results.flatMap(({ clusters }) => clusters);
	const said = Object.values(stage.agreements).flatMap(({ fns }) => fns);
	yield [[stage.currentStep, ...stage.rounds.map(({ stepId }) => stepId)], ['steps']];
	yield [results.flatMap(({ fns }) => fns.map(({ fn }) => fn)), ['functions']];
	yield [tallies.flatMap(({ byFn }) => Object.keys(byFn)), ['functions']];
	yield [said.map(({ fn }) => fn), ['functions']];
	yield [[...stage.chosen, ...tallies.map(({ cluster }) => cluster)], ['clusters']];
	yield [Object.keys(stage.agreements), ['outcomes']];
	yield [stage.decision?.leavesOpen ?? [], ['clusters']];
	yield [stage.decision?.requirements ?? [], ['requirements']];
	yield [[stage.decision?.option ?? ''], ['options']];
	const rated = options.flatMap(({ ratings, evidence }) => [ratings, evidence].map(Object.keys));
	yield [rated.flat(), ['requirements']];
}
