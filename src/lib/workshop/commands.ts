/** All commands that change the stage, as one validated union. The server runs each id only once. */
import * as v from 'valibot';
import { DECISION_KINDS, isValue } from './values.ts';
import { cleanLine, cleanText, isVisible } from './clean-text.ts';
import { LIMITS } from './limits.ts';
import { listOf } from './board-file/list-schema.ts';
import { STEP_KIND_NAMES } from './steps/kinds.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.regex(/^[\w-]+$/));
/** A name: one line with visible characters. */
const line = (max: number) => v.pipe(lineOrNone(max), v.check(isVisible));
const lineOrNone = (max: number) => v.pipe(v.string(), v.transform(cleanLine), v.maxLength(max));
/** A text with visible characters. */
const text = (max: number) => v.pipe(textOrNone(max), v.check(isVisible));
const textOrNone = (max: number) => v.pipe(v.string(), v.transform(cleanText), v.maxLength(max));
const whole = (min: number, max: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const seconds = whole(1, 24 * 3600);
const people = listOf(id, LIMITS.peoplePerBoard, 1);
const idOrNone = v.union([id, v.literal('')]);
const day = v.pipe(
	v.string(),
	v.check((value) => isValue(value, 'day'))
);

export const commandSchema = v.variant('kind', [
	/** `from` is the step that the sender leaves: if the group is at another step, nothing changes. */
	v.object({ kind: v.literal('goToStep'), id, step: id, from: v.optional(id) }),
	v.object({
		kind: v.literal('setWriting'),
		id,
		step: id,
		writing: v.picklist(['silent', 'open'])
	}),
	v.object({ kind: v.literal('reveal'), id, step: id }),
	v.object({
		kind: v.literal('openRound'),
		id,
		dots: whole(1, LIMITS.dotsPerPerson),
		maxPerCluster: whole(1, LIMITS.dotsPerPerson),
		seconds: v.nullable(seconds)
	}),
	v.object({ kind: v.literal('closeRound'), id, round: id }),
	v.object({ kind: v.literal('choose'), id, cluster: id, chosen: v.boolean() }),
	v.object({ kind: v.literal('startTimer'), id, seconds }),
	v.object({ kind: v.literal('stopTimer'), id }),
	v.object({ kind: v.literal('lock'), id, locked: v.boolean() }),
	v.object({ kind: v.literal('rename'), id, title: line(LIMITS.boardTitleChars) }),
	v.object({ kind: v.literal('setSmallestGroup'), id, smallestGroup: whole(1, 20) }),
	/** Adds a function with an unused letter and colour. */
	v.object({ kind: v.literal('addFunction'), id, name: line(LIMITS.fnNameChars) }),
	v.object({
		kind: v.literal('setRole'),
		id,
		person: id,
		role: v.picklist(['facilitator', 'participant', 'observer'])
	}),
	v.object({ kind: v.literal('removePerson'), id, person: id }),
	/** Removes those of the people who are on the board. */
	v.object({ kind: v.literal('removePeople'), id, people }),
	/** Who can join by the participants' link. With `open`, waiting people join at once. */
	v.object({
		kind: v.literal('setJoining'),
		id,
		joining: v.picklist(['open', 'approval', 'closed'])
	}),
	/** Lets newcomers in, by their ids: people who wait, and people who were turned away. */
	v.object({ kind: v.literal('letIn'), id, people }),
	v.object({ kind: v.literal('turnAway'), id, people }),
	v.object({ kind: v.literal('renewLink'), id, link: v.picklist(['participant', 'facilitator']) }),
	v.object({ kind: v.literal('restoreNote'), id, note: id }),
	/** Stores the current board as a named version. */
	v.object({ kind: v.literal('keepVersion'), id, name: line(LIMITS.versionNameChars) }),
	/** Restores a version, by its id. */
	v.object({ kind: v.literal('restoreVersion'), id, version: id }),
	/** Opens the gate to technology. Without a reason, this works only if every condition of the gate holds. */
	v.object({ kind: v.literal('openGate'), id, reason: textOrNone(LIMITS.reasonChars) }),
	/** Counts the marks that people gave to an outcome and reveals the result. */
	v.object({ kind: v.literal('revealAgreement'), id, outcome: id }),
	v.object({
		kind: v.literal('decide'),
		id,
		decision: v.picklist(DECISION_KINDS),
		rationale: text(LIMITS.reasonChars),
		option: v.union([id, v.literal('')]),
		requirements: listOf(id, LIMITS.itemsPerBoard),
		leavesOpen: listOf(id, LIMITS.clustersPerBoard),
		reviewOn: day
	}),
	v.object({ kind: v.literal('setReview'), id, reviewOn: day }),
	v.object({
		kind: v.literal('setWordingCheck'),
		id,
		checksWording: v.boolean(),
		products: listOf(line(LIMITS.productChars), LIMITS.products)
	}),
	/** Adds a step after another one; '' puts it first. */
	v.object({ kind: v.literal('addStep'), id, after: idOrNone, step: v.picklist(STEP_KIND_NAMES) }),
	/** Repeats a step right after itself. */
	v.object({ kind: v.literal('repeatStep'), id, step: id }),
	v.object({
		kind: v.literal('changeStep'),
		id,
		step: id,
		title: line(LIMITS.boardTitleChars),
		instruction: textOrNone(LIMITS.purposeChars),
		prompt: textOrNone(LIMITS.purposeChars),
		minutes: whole(0, 24 * 60)
	}),
	v.object({ kind: v.literal('moveStep'), id, step: id, after: idOrNone }),
	v.object({ kind: v.literal('removeStep'), id, step: id }),
	/** Saves the list of steps as a template of the sender. */
	v.object({ kind: v.literal('saveTemplate'), id, title: line(LIMITS.boardTitleChars) }),
	/** Archives the board, so that it can only be read, or brings it back into use. */
	v.object({ kind: v.literal('archive'), id, archived: v.boolean() }),
	/** Deletes the board. The sender has to give its title, so that nobody deletes another one. */
	v.object({ kind: v.literal('deleteBoard'), id, title: line(LIMITS.boardTitleChars) }),
	/** Changes one's own name and function: the only command that everybody may send. */
	v.object({
		kind: v.literal('setSelf'),
		id,
		name: line(LIMITS.personNameChars),
		fn: v.union([id, v.literal('')])
	})
]);
export type Command = v.InferOutput<typeof commandSchema>;
export type CommandKind = Command['kind'];

export type CommandResult =
	| { ok: true; version: number }
	/** `reason` is a sentence for the sender. `quiet`: somebody else was faster, and nothing is wrong. */
	| { ok: false; status: 400 | 403 | 404 | 409 | 429; reason: string; quiet?: true };

export const fnSchema = v.object({
	id,
	name: line(LIMITS.fnNameChars),
	letter: line(LIMITS.fnLetterChars),
	colour: v.picklist([
		'sales',
		'marketing',
		'service',
		'it',
		'violet',
		'green',
		'red',
		'cyan',
		'olive',
		'pink',
		'brown',
		'slate'
	])
});

/** The request of the start page. */
export const newBoardSchema = v.object({
	title: line(LIMITS.boardTitleChars),
	purpose: textOrNone(LIMITS.purposeChars),
	name: line(LIMITS.personNameChars),
	/** Function id of the person who starts the board, or '' to facilitate without a function. */
	fn: v.union([id, v.literal('')]),
	functions: listOf(fnSchema, LIMITS.functions, 1),
	attribution: v.picklist(['named', 'function', 'anonymous']),
	/** 1 hides no group. Without it, `defaultSmallestGroup` of the attribution. */
	smallestGroup: v.optional(whole(1, 20)),
	/** Anonymous boards: days after the last words until the server forgets who wrote what. */
	writersDays: v.optional(whole(1, LIMITS.writersDaysMost)),
	/** Id of a built-in template, or of one of the sender's own. */
	template: id
});
export type NewBoard = v.InferOutput<typeof newBoardSchema>;

/** One row of an import, after the person chose the columns. `fn` and `cluster` are names, or ''. */
export const importRowSchema = v.object({
	text: text(LIMITS.noteChars),
	fn: v.pipe(v.string(), v.maxLength(200)),
	cluster: lineOrNone(LIMITS.clusterTitleChars)
});
export const importSchema = v.object({
	id,
	kind: v.picklist(['problem', 'customer']),
	rows: listOf(importRowSchema, LIMITS.importRows, 1)
});
export type ImportRequest = v.InferOutput<typeof importSchema>;
