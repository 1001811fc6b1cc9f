import * as v from 'valibot';
import type { AllMessages } from '$lib/i18n/messages.ts';
import { newBoardSchema, type NewBoard } from '$lib/workshop/commands.ts';
import { functionsProblem } from '$lib/workshop/functions.ts';
import { LIMITS } from '$lib/workshop/limits.ts';

/** The fields of the form; the smallest group follows from the attribution. */
type Field = Exclude<keyof NewBoard, 'smallestGroup'>;
export type Errors = Partial<Record<Field, string>>;
export type BoardDraft = { [field in Exclude<Field, 'functions' | 'writersDays'>]: string } & {
	writersDays?: number;
	functions: { id: string; name: string; letter: string; colour: string }[];
};
export type Reading = { draft: BoardDraft } & (
	{ ok: true; board: NewBoard } | { ok: false; errors: Errors }
);

const sentences = ({ requests: { newBoard: m } }: AllMessages): Record<Field, string> => ({
	title: m.title(LIMITS.boardTitleChars),
	purpose: m.purpose(LIMITS.purposeChars),
	name: m.name(LIMITS.personNameChars),
	fn: m.fn,
	functions: m.functions,
	writersDays: m.writersDays(LIMITS.writersDaysMost),
	attribution: m.attribution,
	template: m.template
});

/**
 * Parses the start form. `draft` returns what was typed, even if it is invalid. A function whose name was emptied is
 * left out.
 */
export function readNewBoard(form: URLSearchParams, m: AllMessages): Reading {
	const draft = readDraft(form);
	const said = sentences(m);
	const parsed = v.safeParse(newBoardSchema, draft);
	const errors: Errors = {};
	if (!parsed.success)
		for (const { path } of parsed.issues) {
			const field = String(path?.[0]?.key) as Field;
			errors[field] = said[field];
		}
	if (!parsed.success) return { ok: false, draft, errors };
	const board = parsed.output;
	const problem = functionsProblem(board.functions);
	if (problem !== null) errors.functions = problem(m);
	if (board.fn !== '' && !board.functions.some(({ id }) => id === board.fn)) errors.fn = said.fn;
	return Object.keys(errors).length > 0 ? { ok: false, draft, errors } : { ok: true, draft, board };
}

function readDraft(form: URLSearchParams): BoardDraft {
	const text = (key: string) => form.get(key) ?? '';
	// Reads one more than allowed, so that too many are reported.
	const list = (key: string) => form.getAll(key).slice(0, LIMITS.functions + 1);
	const [ids, names, letters, colours] = ['fnId', 'fnName', 'fnLetter', 'fnColour'].map(list);
	return {
		title: text('title'),
		purpose: text('purpose'),
		name: text('name'),
		fn: text('fn'),
		attribution: text('attribution'),
		template: text('template'),
		...(form.has('writersDays') ? { writersDays: Number(text('writersDays')) } : {}),
		functions: (ids ?? [])
			.map((id, index) => ({
				id,
				name: names?.[index] ?? '',
				letter: letters?.[index] ?? '',
				colour: colours?.[index] ?? ''
			}))
			.filter(({ name }) => name.trim() !== '')
	};
}
