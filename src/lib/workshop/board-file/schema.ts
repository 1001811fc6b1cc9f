/** The schema of a board file. Parts that older files lack are optional. */
import { generateKeyBetween } from 'fractional-indexing';
import * as v from 'valibot';
import { NOTHING_WRITTEN } from '../defaults.ts';
import { fnSchema } from '../commands.ts';
import {
	cellsOf,
	fieldsOf,
	shapeOf,
	type Field,
	type ItemRoot,
	type Items
} from '../items/shapes.ts';
import { LIMITS } from '../limits.ts';
import { listOf } from './list-schema.ts';
import { STEP_KIND_NAMES } from '../steps/kinds.ts';
import { talliesIn } from '../votes/tally.ts';
import { isPlainId } from '../text.ts';
import { DECISION_KINDS, isValue, type ValueName } from '../values.ts';

const MAX_ROUNDS = 200;
/** Revealed wordings of one outcome. */
const MAX_WORDINGS = 200;
export const MAX_ORDER_CHARS = 200;
/** Conditions of the gate. */
const MAX_CONDITIONS = 20;
/** Entries of the history; the newest ones stay. */
export const MAX_HISTORY = 5000;
export const MAX_DEED_CHARS = 400;
const MAX_VOTES = LIMITS.peoplePerBoard * LIMITS.dotsPerPerson;

const id = v.pipe(v.string(), v.check(isPlainId));
const idOrNone = v.union([id, v.literal('')]);
const words = (max: number) => v.pipe(v.string(), v.maxLength(max));
const hasWords = (text: string) => text.trim() !== '';
const named = (max: number) => v.pipe(words(max), v.check(hasWords));
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
const recordOf = <Item extends v.GenericSchema>(item: Item, max: number) =>
	v.pipe(
		v.record(id, item),
		v.check((entries) => Object.keys(entries).length <= max)
	);

const stepSchema = v.object({
	id,
	kind: v.picklist(STEP_KIND_NAMES),
	title: named(LIMITS.boardTitleChars),
	instruction: words(LIMITS.purposeChars),
	prompt: words(LIMITS.purposeChars),
	minutes: whole(0, 24 * 60),
	noteKind: v.picklist(['problem', 'customer']),
	writing: v.picklist(['silent', 'open']),
	revealed: v.boolean(),
	revealedOnce: v.exactOptional(v.literal(true)),
	been: v.exactOptional(v.literal(true))
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
	byFn: recordOf(
		v.object({ dots: whole(0, MAX_VOTES), backers: whole(0, LIMITS.peoplePerBoard) }),
		LIMITS.functions
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
			tooFew: v.exactOptional(v.literal(true)),
			voters: whole(0, LIMITS.peoplePerBoard),
			dots: whole(0, MAX_VOTES),
			fns: listOf(fnTallySchema, LIMITS.functions),
			clusters: listOf(clusterTallySchema, LIMITS.clustersPerBoard)
		})
	)
});
/** Number of people per mark, or none if they are hidden. */
const marksSchema = v.union([
	listOf(whole(0, LIMITS.peoplePerBoard), 6, 6),
	listOf(whole(0, 0), 0)
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
	rounds: v.pipe(
		listOf(roundSchema, MAX_ROUNDS),
		v.check((rounds) => talliesIn(rounds) <= LIMITS.talliesPerBoard)
	),
	chosen: listOf(id, LIMITS.clustersPerBoard),
	agreements: v.optional(recordOf(agreementSchema, LIMITS.itemsPerBoard), {}),
	revealed: v.optional(recordOf(recordOf(whole(1, 20), MAX_WORDINGS), LIMITS.itemsPerBoard), {}),
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

const shared = words(LIMITS.sharedTextChars);
const frameSchema = v.object({ why: shared, who: shared, tries: shared, says: shared });

/** The schema of the items of one kind. */
function itemSchema<R extends ItemRoot>(root: R) {
	const isOrdered = shapeOf(root).order === 'chosen';
	const entries = {
		id,
		archived: v.boolean(),
		...(isOrdered ? { order } : {}),
		...Object.fromEntries(fieldsOf(root).map(([name, field]) => [name, fieldSchema(field)])),
		...Object.fromEntries(
			cellsOf(root).map(([name, holds]) => [
				name,
				recordOf(valueSchema(holds), LIMITS.itemsPerBoard)
			])
		)
	};
	return v.object(entries) as v.GenericSchema as v.GenericSchema<unknown, Items[R]>;
}
function fieldSchema(field: Field): v.GenericSchema {
	if ('parent' in field) return idOrNone;
	if ('text' in field) return words(field.text);
	const value = field.needsWords
		? v.intersect([v.pipe(v.string(), v.check(hasWords)), valueSchema(field.holds)])
		: valueSchema(field.holds);
	return field.blank === null ? v.nullable(value) : value;
}
const valueSchema = (holds: ValueName): v.GenericSchema =>
	v.pipe(
		v.unknown(),
		v.check((value) => isValue(value, holds))
	);

/** The schema of a board record. `inconsistency` checks that its parts fit together. */
export const boardRecordSchema = v.object({
	format: v.literal('groundwork-board'),
	version: v.literal(1),
	stage: stageSchema,
	/** Who wrote what, on named boards only. */
	people: listOf(personSchema, LIMITS.peoplePerBoard),
	notes: listOf(noteSchema, LIMITS.notesKeptPerBoard),
	clusters: listOf(clusterSchema, LIMITS.clustersPerBoard),
	frame: v.optional(frameSchema, NOTHING_WRITTEN.frame),
	answers: v.optional(listOf(itemSchema('answers'), LIMITS.answersKeptPerBoard), []),
	costs: v.optional(listOf(itemSchema('costs'), LIMITS.itemsPerBoard), []),
	outcomes: v.optional(listOf(itemSchema('outcomes'), LIMITS.itemsPerBoard), []),
	requirements: v.optional(listOf(itemSchema('requirements'), LIMITS.itemsPerBoard), []),
	options: v.optional(listOf(itemSchema('options'), LIMITS.itemsPerBoard), []),
	readings: v.optional(listOf(itemSchema('readings'), LIMITS.itemsPerBoard), []),
	/** Who did what, oldest first. Older files have none. */
	history: v.optional(listOf(entrySchema, MAX_HISTORY), [])
});
export type BoardRecord = v.InferOutput<typeof boardRecordSchema>;

/** Whether items can be inserted next to this order: it is empty, or a key of fractional-indexing. */
export function isOrder(key: string): boolean {
	if (key === '') return true;
	try {
		generateKeyBetween(key, null);
		return true;
	} catch {
		return false;
	}
}
