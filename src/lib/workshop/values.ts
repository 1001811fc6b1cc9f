/** Forms of values in document fields, by the names in the rules table. */
import { isDay } from './days.ts';
import { LIMITS } from './limits.ts';
import { QUESTIONS } from './questions.ts';
import { isPlainId } from './text.ts';
import type {
	DecisionKind,
	Direction,
	NoteKind,
	Rating,
	RequirementKind,
	Weight
} from './types.ts';

/** The form of a value. Lengths are in UTF-16 units; ranges include both ends. */
type Form =
	| { readonly text: number }
	| { readonly number: readonly [from: number, to: number]; readonly whole?: true }
	| { readonly oneOf: readonly string[] }
	| 'flag'
	/** A plain id, or '' for none. */
	| 'idOrNone'
	/** `YYYY-MM-DD` of an existing day, or ''. */
	| 'day';

const NOTE_KINDS: readonly NoteKind[] = ['problem', 'customer'];
const KEPT_KINDS = ['cluster', 'moves', 'note', 'dots', 'mark', 'words', 'answer'];
export const DIRECTIONS: readonly (Direction | '')[] = ['up', 'down', ''];
export const REQUIREMENT_KINDS: readonly RequirementKind[] = ['people', 'process', 'software'];
export const WEIGHTS: readonly Weight[] = ['must', 'should', 'could'];
export const RATINGS: readonly Rating[] = ['meets', 'partly', 'fails', 'unshown'];
export const DECISION_KINDS: readonly DecisionKind[] = ['work', 'use', 'new', 'not-now'];
/** The largest amount: larger ones lose their last digit. */
const LARGEST = 1e12;
/** The last moment that a `Date` can hold, in epoch ms. */
const LAST_MS = 8.64e15;
/** Forms by the names in the rules table. */
export const VALUES = {
	noteText: { text: LIMITS.noteChars },
	noteKind: { oneOf: NOTE_KINDS },
	title: { text: LIMITS.clusterTitleChars },
	/** One paste into the composer may contain many notes. */
	composed: { text: LIMITS.composerChars },
	order: { text: LIMITS.orderChars },
	coordinate: { number: [-LIMITS.coordinate, LIMITS.coordinate] },
	time: { number: [0, LAST_MS] },
	dots: { number: [1, LIMITS.dotsPerPerson], whole: true },
	/** Kept work: its kind, ids of notes separated by spaces, and its amount. */
	keptKind: { oneOf: KEPT_KINDS },
	keptNotes: { text: LIMITS.notesPerKeptWork * (LIMITS.idChars + 1) },
	count: { number: [0, LIMITS.notesPerBoard], whole: true },
	why: { text: LIMITS.whyChars },
	agreement: { number: [0, 5], whole: true },
	flag: 'flag',
	reference: 'idOrNone',
	day: 'day',
	amount: { number: [-LARGEST, LARGEST] },
	question: { oneOf: QUESTIONS },
	answerText: { text: LIMITS.answerChars },
	line: { text: LIMITS.lineChars },
	unit: { text: LIMITS.unitChars },
	reason: { text: LIMITS.reasonChars },
	personName: { text: LIMITS.personNameChars },
	/** `wordingOf` an outcome. */
	wording: { text: LIMITS.idChars },
	direction: { oneOf: DIRECTIONS },
	requirementKind: { oneOf: REQUIREMENT_KINDS },
	weight: { oneOf: WEIGHTS },
	rating: { oneOf: RATINGS }
} as const satisfies Record<string, Form>;
export type ValueName = keyof typeof VALUES;

type TypeOf<F> = F extends { readonly oneOf: readonly (infer T)[] }
	? T
	: F extends { readonly number: unknown }
		? number
		: F extends 'flag'
			? boolean
			: string;
/** The TypeScript type of a value of that name. */
export type ValueOf<N extends ValueName> = TypeOf<(typeof VALUES)[N]>;

/** Whether a value has the form of that name. */
export function isValue(value: unknown, name: ValueName): boolean {
	const form: Form = VALUES[name];
	if (form === 'flag') return typeof value === 'boolean';
	if (form === 'day') return typeof value === 'string' && (value === '' || isDay(value));
	if (form === 'idOrNone') return typeof value === 'string' && (value === '' || isPlainId(value));
	if ('text' in form) return typeof value === 'string' && value.length <= form.text;
	if ('oneOf' in form) return typeof value === 'string' && form.oneOf.includes(value);
	const [from, to] = form.number;
	const isInside = typeof value === 'number' && value >= from && value <= to;
	return isInside && (form.whole !== true || Number.isInteger(value));
}
