import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { cleanLine, cleanText } from './clean-text.ts';
import { commandSchema, importSchema, newBoardSchema } from './commands.ts';
import { readyFunctions } from './functions.ts';
import { all as en } from '../i18n/en/all.ts';

const READY_FUNCTIONS = readyFunctions(en);

const UNSEEN = ['\u3164', '\u200b', ' \u00a0\u2060', '\u0301', '\u2800\u200d', '\u202e'];
const DIRTY = '\u200b Pru\u0308fung\u00a0im  Lager\u202e ';
const CLEAN = 'Pr\u00fcfung im Lager';

const newBoard = {
	title: 'A board',
	purpose: '',
	name: 'Ana',
	fn: '',
	functions: [{ ...READY_FUNCTIONS[0] }],
	attribution: 'named',
	template: 'agree'
};
const decision = {
	kind: 'decide',
	id: 'c',
	decision: 'work',
	rationale: 'why',
	option: '',
	requirements: [],
	leavesOpen: [],
	reviewOn: '2027-01-01'
};
const step = { kind: 'changeStep', id: 'c', step: 's', minutes: 5 };

/** Each single-line text of a request: how to write it, and its path in the parsed request. */
const LINES: [string, (text: string) => unknown, v.GenericSchema, string][] = [
	[
		'the new name of a board',
		(title) => ({ kind: 'rename', id: 'c', title }),
		commandSchema,
		'title'
	],
	[
		'the name of a person',
		(name) => ({ kind: 'setSelf', id: 'c', name, fn: '' }),
		commandSchema,
		'name'
	],
	[
		'the name of a function',
		(name) => ({ kind: 'addFunction', id: 'c', name }),
		commandSchema,
		'name'
	],
	[
		'the name of a version',
		(name) => ({ kind: 'keepVersion', id: 'c', name }),
		commandSchema,
		'name'
	],
	[
		'the title of a template',
		(title) => ({ kind: 'saveTemplate', id: 'c', title }),
		commandSchema,
		'title'
	],
	[
		'the title of a step',
		(title) => ({ ...step, title, instruction: '', prompt: '' }),
		commandSchema,
		'title'
	],
	[
		'a product',
		(name) => ({ kind: 'setWordingCheck', id: 'c', checksWording: true, products: [name] }),
		commandSchema,
		'products.0'
	],
	['the title of a new board', (title) => ({ ...newBoard, title }), newBoardSchema, 'title'],
	['the name of who starts a board', (name) => ({ ...newBoard, name }), newBoardSchema, 'name'],
	[
		'the name of a function of a new board',
		(name) => ({ ...newBoard, functions: [{ ...READY_FUNCTIONS[0], name }] }),
		newBoardSchema,
		'functions.0.name'
	]
];
const TEXTS: typeof LINES = [
	[
		'the reason of a decision',
		(rationale) => ({ ...decision, rationale }),
		commandSchema,
		'rationale'
	],
	[
		'an imported note',
		(text) => ({ id: 'i', kind: 'problem', rows: [{ text, fn: '', cluster: '' }] }),
		importSchema,
		'rows.0.text'
	]
];
/** Texts that may be empty. */
const OPTIONAL: typeof LINES = [
	[
		'the reason for the gate',
		(reason) => ({ kind: 'openGate', id: 'c', reason }),
		commandSchema,
		'reason'
	],
	[
		'what a step says',
		(instruction) => ({ ...step, title: 'x', instruction, prompt: '' }),
		commandSchema,
		'instruction'
	],
	[
		'what the facilitator says in a step',
		(prompt) => ({ ...step, title: 'x', instruction: '', prompt }),
		commandSchema,
		'prompt'
	],
	['the purpose of a board', (purpose) => ({ ...newBoard, purpose }), newBoardSchema, 'purpose'],
	[
		'the cluster of an imported note',
		(cluster) => ({ id: 'i', kind: 'problem', rows: [{ text: 'x', fn: '', cluster }] }),
		importSchema,
		'rows.0.cluster'
	]
];

const at = (read: unknown, path: string): unknown =>
	path.split('.').reduce((found, key) => (found as Record<string, unknown>)[key], read);

describe.each([...LINES, ...TEXTS])('%s', (_, write, schema) => {
	it.each(UNSEEN)('rejects a text without visible characters: %j', (text) => {
		expect(v.safeParse(schema, write(text)).success).toBe(false);
	});
});
describe.each(LINES)('%s', (_, write, schema, path) => {
	it('is cleaned and put on one line', () => {
		expect(at(v.parse(schema, write(DIRTY)), path)).toBe(CLEAN);
	});
});
describe.each([...TEXTS, ...OPTIONAL])('%s', (_, write, schema, path) => {
	it('is cleaned', () => {
		expect([cleanText(DIRTY), CLEAN]).toContain(at(v.parse(schema, write(DIRTY)), path));
	});
});
it.each(UNSEEN)('a letter has to be visible: %j', (letter) => {
	const functions = [{ ...READY_FUNCTIONS[0], letter }];
	expect(v.safeParse(newBoardSchema, { ...newBoard, functions }).success).toBe(false);
});
it('parsing a parsed request changes nothing', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...LINES, ...TEXTS, ...OPTIONAL),
			fc.string({ unit: 'binary', maxLength: 20 }),
			([, write, schema, path], text) => {
				const read = v.safeParse(schema, write(text));
				if (!read.success) return;
				const once = at(read.output, path);
				expect([cleanText(text), cleanLine(text)]).toContain(once);
				expect(at(v.parse(schema, write(String(once))), path)).toBe(once);
			}
		)
	);
});
