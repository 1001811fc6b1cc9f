/** A whole board as one JSON file: written by the export, read back into a new board. */
import { generateKeyBetween } from 'fractional-indexing';
import * as v from 'valibot';
import { fnSchema } from './commands.ts';
import { writeCsv } from './csv.ts';
import { functionsProblem } from './functions.ts';
import { LIMITS } from './limits.ts';
import { DECISION_KINDS, isValue, STEP_KINDS } from './rules.ts';
import { isPlainId } from './text.ts';
import type { Note } from './types.ts';

const MAX_ROUNDS = 200;
const MAX_ORDER_CHARS = 200;
/** Of the gate. */
const MAX_CONDITIONS = 20;
/** Newer entries stay. */
const MAX_HISTORY = 5000;
const MAX_DEED_CHARS = 400;
const MAX_VOTES = LIMITS.peoplePerBoard * LIMITS.dotsPerPerson;

const id = v.pipe(v.string(), v.check(isPlainId));
const idOrNone = v.union([id, v.literal('')]);
const words = (max: number) => v.pipe(v.string(), v.maxLength(max));
const named = (max: number) =>
	v.pipe(
		words(max),
		v.check((text) => text.trim() !== '')
	);
const whole = (min: number, max: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const time = whole(0, 8.64e15);
const coordinate = v.pipe(
	v.number(),
	v.minValue(-LIMITS.coordinate),
	v.maxValue(LIMITS.coordinate)
);
const day = v.pipe(
	v.string(),
	v.check((text) => isValue(text, 'day'))
);
const order = v.pipe(words(MAX_ORDER_CHARS), v.check(isOrder));
const listOf = <Item extends v.GenericSchema>(item: Item, max: number, min = 0) =>
	v.pipe(v.array(item), v.minLength(min), v.maxLength(max));

const stepSchema = v.object({
	id,
	kind: v.picklist(STEP_KINDS),
	title: named(LIMITS.boardTitleChars),
	instruction: words(LIMITS.purposeChars),
	prompt: words(LIMITS.purposeChars),
	minutes: whole(0, 24 * 60),
	noteKind: v.picklist(['problem', 'customer']),
	writing: v.picklist(['silent', 'open']),
	revealed: v.boolean()
});
const fnTallySchema = v.object({
	fn: id,
	voters: whole(0, LIMITS.peoplePerBoard),
	dots: whole(0, MAX_VOTES),
	hidden: v.boolean()
});
const clusterTallySchema = v.object({
	cluster: id,
	title: words(LIMITS.clusterTitleChars),
	dots: whole(0, MAX_VOTES),
	byFn: v.record(
		id,
		v.object({ dots: whole(0, MAX_VOTES), backers: whole(0, LIMITS.peoplePerBoard) })
	)
});
const roundSchema = v.object({
	id,
	stepId: id,
	dots: whole(1, LIMITS.dotsPerPerson),
	maxPerCluster: whole(1, LIMITS.dotsPerPerson),
	openedAt: time,
	endsAt: v.nullable(time),
	status: v.picklist(['open', 'revealed']),
	result: v.nullable(
		v.object({
			closedAt: time,
			voters: whole(0, LIMITS.peoplePerBoard),
			dots: whole(0, MAX_VOTES),
			fns: listOf(fnTallySchema, LIMITS.functions),
			clusters: listOf(clusterTallySchema, LIMITS.clustersPerBoard)
		})
	)
});
/** People per mark, or none where they are hidden. */
const marksSchema = v.union([
	v.pipe(v.array(whole(0, LIMITS.peoplePerBoard)), v.length(6)),
	v.pipe(v.array(whole(0, 0)), v.length(0))
]);
const median = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(5)));
const agreementSchema = v.object({
	revealedAt: time,
	wording: words(LIMITS.idChars),
	fns: listOf(
		v.object({
			fn: id,
			people: whole(0, LIMITS.peoplePerBoard),
			answered: whole(0, LIMITS.peoplePerBoard),
			marks: marksSchema,
			median,
			hidden: v.boolean()
		}),
		LIMITS.functions
	),
	marks: marksSchema,
	median
});
const stageSchema = v.object({
	title: named(LIMITS.boardTitleChars),
	purpose: words(LIMITS.purposeChars),
	createdAt: time,
	attribution: v.picklist(['named', 'function', 'anonymous']),
	functions: listOf(fnSchema, LIMITS.functions, 1),
	smallestGroup: whole(1, 20),
	steps: listOf(stepSchema, LIMITS.steps, 1),
	currentStep: id,
	locked: v.boolean(),
	timer: v.nullable(v.object({ startedAt: time, endsAt: time })),
	rounds: listOf(roundSchema, MAX_ROUNDS),
	chosen: listOf(id, LIMITS.clustersPerBoard),
	agreements: v.optional(v.record(id, agreementSchema), {}),
	gate: v.optional(
		v.nullable(
			v.object({
				openedAt: time,
				early: v.nullable(
					v.object({
						reason: words(LIMITS.reasonChars),
						missing: listOf(words(LIMITS.reasonChars), MAX_CONDITIONS)
					})
				)
			})
		),
		null
	),
	decision: v.optional(
		v.nullable(
			v.object({
				kind: v.picklist(DECISION_KINDS),
				rationale: words(LIMITS.reasonChars),
				option: idOrNone,
				requirements: listOf(id, LIMITS.itemsPerBoard),
				leavesOpen: listOf(id, LIMITS.clustersPerBoard),
				decidedAt: time
			})
		),
		null
	),
	reviewOn: v.optional(day, ''),
	checksWording: v.optional(v.boolean(), true),
	products: v.optional(listOf(named(LIMITS.productChars), LIMITS.products), [])
});
const noteSchema = v.object({
	id,
	text: named(LIMITS.noteChars),
	kind: v.picklist(['problem', 'customer']),
	fn: idOrNone,
	by: idOrNone,
	x: coordinate,
	y: coordinate,
	cluster: idOrNone,
	order,
	parked: v.optional(v.boolean(), false),
	rewrittenAs: v.optional(idOrNone, ''),
	requirement: v.optional(idOrNone, ''),
	setAside: v.optional(words(LIMITS.reasonChars), ''),
	archived: v.boolean()
});
const clusterSchema = v.object({
	id,
	title: words(LIMITS.clusterTitleChars),
	x: coordinate,
	y: coordinate,
	archived: v.boolean(),
	mergedInto: idOrNone
});
const personSchema = v.object({ id, name: named(LIMITS.personNameChars), fn: idOrNone });

const entrySchema = v.object({
	at: time,
	by: words(LIMITS.personNameChars),
	kind: words(64),
	did: named(MAX_DEED_CHARS)
});

/** The shape of a board record. That its parts fit together is checked by `parseRecord`. */
export const boardRecordSchema = v.object({
	format: v.literal('groundwork-board'),
	version: v.literal(1),
	stage: stageSchema,
	/** Who wrote what, on named boards only. */
	people: listOf(personSchema, LIMITS.peoplePerBoard),
	notes: listOf(noteSchema, LIMITS.notesPerBoard),
	clusters: listOf(clusterSchema, LIMITS.clustersPerBoard),
	/** Who did what, oldest first. Older files have none. */
	history: v.optional(listOf(entrySchema, MAX_HISTORY), [])
});
export type BoardRecord = v.InferOutput<typeof boardRecordSchema>;

export type ParsedRecord = { ok: true; record: BoardRecord } | { ok: false; reason: string };

/** Reads a board file. Whatever is handed in, it returns a complete board or a sentence. */
export function parseRecord(json: string): ParsedRecord {
	if (json.length > LIMITS.importBytes)
		return { ok: false, reason: 'This file is larger than any board that Groundwork exports.' };
	let content: unknown;
	try {
		content = JSON.parse(json.replace(/^\ufeff/, ''));
	} catch {
		return { ok: false, reason: 'This file is not a board: it is no JSON.' };
	}
	const parsed = v.safeParse(boardRecordSchema, content, { abortEarly: true });
	if (!parsed.success) {
		const place = v.getDotPath(parsed.issues[0]) ?? 'file';
		return { ok: false, reason: `This is not a board that Groundwork can read: see “${place}”.` };
	}
	const reason = inconsistency(parsed.output);
	return reason === null ? { ok: true, record: parsed.output } : { ok: false, reason };
}

/**
 * A board file that `parseRecord` reads back. What people's machines may have left on the wall in
 * an odd state (a cluster that never arrived, a place far outside) is mended on the way.
 */
export function writeRecord(record: BoardRecord): string {
	const people = new Set(record.people.map((person) => person.id));
	const clusters = new Set(record.clusters.map((cluster) => cluster.id));
	const within = (n: number) => Math.min(Math.max(n, -LIMITS.coordinate), LIMITS.coordinate);
	const known = (ids: ReadonlySet<string>, ref: string) => (ids.has(ref) ? ref : '');
	const mended: BoardRecord = {
		...record,
		notes: record.notes.map((note) => ({
			...note,
			by: known(people, note.by),
			x: within(note.x),
			y: within(note.y),
			cluster: known(clusters, note.cluster),
			order: note.order.length <= MAX_ORDER_CHARS && isOrder(note.order) ? note.order : ''
		})),
		clusters: record.clusters.map((cluster) => ({
			...cluster,
			title: cluster.title.slice(0, LIMITS.clusterTitleChars),
			x: within(cluster.x),
			y: within(cluster.y),
			mergedInto: known(clusters, cluster.mergedInto)
		})),
		history: record.history
			.slice(-MAX_HISTORY)
			.map((entry) => ({ ...entry, did: entry.did.slice(0, MAX_DEED_CHARS) }))
	};
	return JSON.stringify(mended);
}

export type NoteGroup = { cluster: BoardRecord['clusters'][number] | null; notes: Note[] };

/**
 * The notes that are on the wall, by the cluster in which they are seen and in their order there; the
 * loose ones come last, with null. Clusters without notes are kept.
 */
export function groupedNotes(record: Pick<BoardRecord, 'notes' | 'clusters'>): NoteGroup[] {
	const byId = new Map(record.clusters.map((cluster) => [cluster.id, cluster]));
	const homeOf = (start: string) => {
		const seen = new Set<string>();
		let cluster = byId.get(start);
		while (cluster?.archived && !seen.has(cluster.id)) {
			seen.add(cluster.id);
			cluster = byId.get(cluster.mergedInto);
		}
		return cluster?.archived ? null : (cluster ?? null);
	};
	const live = record.clusters.filter(({ archived }) => !archived);
	const groups = new Map<NoteGroup['cluster'], Note[]>(live.map((cluster) => [cluster, []]));
	groups.set(null, []);
	for (const note of record.notes) if (!note.archived) groups.get(homeOf(note.cluster))?.push(note);
	return [...groups].map(([cluster, notes]) => ({ cluster, notes: notes.sort(byOrder) }));
}
function byOrder(a: Note, b: Note): number {
	if (a.order !== b.order) return a.order < b.order ? -1 : 1;
	return a.id < b.id ? -1 : 1;
}

/** The notes as a CSV file: one row per note, with the dots that its cluster got in each round. */
export function notesCsv(record: BoardRecord): string {
	const { attribution, functions, rounds } = record.stage;
	const fnNames = new Map(functions.map((fn) => [fn.id, fn.name]));
	const writers = new Map(record.people.map((person) => [person.id, person.name]));
	const results = rounds.flatMap(({ result }) => (result ? [result] : []));
	const isNamed = attribution === 'named';
	const header = ['Text', 'Kind', 'Function', ...(isNamed ? ['Name'] : []), 'Cluster'];
	const rows = groupedNotes(record).flatMap(({ cluster, notes }) => {
		const dots = results.map(({ clusters }) => {
			const row = clusters.find((one) => one.cluster === cluster?.id);
			return row ? String(row.dots) : '';
		});
		return notes.map((note) => [
			note.text,
			note.kind === 'customer' ? 'customer’s words' : 'problem',
			fnNames.get(note.fn) ?? '',
			...(isNamed ? [writers.get(note.by) ?? ''] : []),
			cluster?.title ?? '',
			...dots
		]);
	});
	return writeCsv([
		[...header, ...results.map((_, index) => `Dots in round ${index + 1}`)],
		...rows
	]);
}

/** An order that more notes can be put beside: empty, or a key of fractional-indexing. */
function isOrder(key: string): boolean {
	if (key === '') return true;
	try {
		generateKeyBetween(key, null);
		return true;
	} catch {
		return false;
	}
}

/** What in a well-formed record does not fit together, as a sentence, or null. */
function inconsistency({ stage, people, notes, clusters }: BoardRecord): string | null {
	const problem = functionsProblem(stage.functions);
	if (problem !== null) return problem;
	const lists = { steps: stage.steps, rounds: stage.rounds, people, notes, clusters };
	for (const [name, items] of Object.entries(lists))
		if (new Set(items.map((item) => item.id)).size < items.length)
			return `The file has two ${name} with one id.`;
	if (new Set(stage.chosen).size < stage.chosen.length)
		return 'The file has one problem chosen twice.';

	const idsOf = (items: readonly { id: string }[]) => new Set(items.map((item) => item.id));
	const [fnIds, stepIds, clusterIds, personIds] = [
		idsOf(stage.functions),
		idsOf(stage.steps),
		idsOf(clusters),
		idsOf(people)
	];
	const unknown = (ids: ReadonlySet<string>, refs: readonly string[]) =>
		refs.some((ref) => ref !== '' && !ids.has(ref));
	const results = stage.rounds.flatMap(({ result }) => (result ? [result] : []));
	const tallies = results.flatMap((result) => result.clusters);
	const fnRefs = [
		...[...people, ...notes].map(({ fn }) => fn),
		...results.flatMap(({ fns }) => fns.map(({ fn }) => fn)),
		...tallies.flatMap(({ byFn }) => Object.keys(byFn))
	];
	if (unknown(fnIds, fnRefs)) return 'The file names a function that the board does not have.';
	const stepRefs = [stage.currentStep, ...stage.rounds.map(({ stepId }) => stepId)];
	if (unknown(stepIds, stepRefs)) return 'The file names a step that the board does not have.';
	const clusterRefs = [
		...stage.chosen,
		...notes.map(({ cluster }) => cluster),
		...clusters.map(({ mergedInto }) => mergedInto),
		...tallies.map(({ cluster }) => cluster)
	];
	if (unknown(clusterIds, clusterRefs))
		return 'The file names a cluster that the board does not have.';
	const writers = notes.map(({ by }) => by);
	if (unknown(personIds, writers)) return 'The file names a person whom it does not list.';
	if (stage.attribution !== 'named' && people.length > 0)
		return 'The file lists people, though its board promises not to name them.';
	return roundsProblem(stage.rounds);
}

function roundsProblem(rounds: BoardRecord['stage']['rounds']): string | null {
	if (rounds.some(({ status, result }) => (status === 'open') !== (result === null)))
		return 'The file has a round that is neither open nor counted.';
	if (rounds.filter(({ status }) => status === 'open').length > 1)
		return 'The file has two open rounds.';
	return null;
}
