/**
 * Enter that ends an input-method composition, as in Japanese, never submits: this holds for every field in which Enter
 * submits.
 */
import { board as en } from '$lib/i18n/en/board.ts';
import { setMessages } from '$lib/i18n/context.ts';
import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import AnswerEditor from '$lib/components/answers/AnswerEditor.svelte';
import AnswerField from '$lib/components/answers/AnswerField.svelte';
import ClusterTitle from '$lib/components/clusters/ClusterTitle.svelte';
import Composer from '$lib/components/composer/Composer.svelte';
import NoteEditor from '$lib/components/notes/NoteEditor.svelte';
import { BoardUi, setBoardUi } from '$lib/components/page/wall/board-ui.svelte.ts';
import { Screen, setScreen } from '$lib/components/page/screen.svelte.ts';
import SelfForm from '$lib/components/people/SelfForm.svelte';
import StepForm from '$lib/components/steps/StepForm.svelte';
import LineField from '$lib/components/ui/LineField.svelte';
import { setToasts, Toasts } from '$lib/components/ui/toasts.svelte.ts';
import MoveDialog from '$lib/components/wall/MoveDialog.svelte';
import SearchBox from '$lib/components/wall/SearchBox.svelte';
import { BoardState } from '$lib/state/board.svelte.ts';
import { setBoard } from '$lib/state/context.ts';
import { page, step } from '$lib/state/testing.ts';
import BoardTitle from './BoardTitle.svelte';

interface Setting {
	board: BoardState;
	ui: BoardUi;
	/** Whether a component handed over the typed text. */
	submitted: () => true;
}
interface Case {
	component: (setting: Setting) => [unknown, Record<string, unknown>];
	/** Finds the field; opens it first if a person would have to. */
	field: () => HTMLInputElement | HTMLTextAreaElement;
	before?: (setting: Setting) => void;
}
const find = (selector: string) =>
	document.body.querySelector(selector) as HTMLInputElement | HTMLTextAreaElement;
const named = (name: string) => () => find(`[aria-label="${name}"]`);

const CASES: Record<string, Case> = {
	'a new note': {
		component: ({ board, submitted }) => {
			board.desk.write = () => `${submitted()}`;
			return [Composer, {}];
		},
		field: named('Your note')
	},
	'the text of a note': {
		component: ({ submitted }) => [
			NoteEditor,
			{ id: 'n0', text: 'Once', kind: 'problem', onsave: submitted, onend: () => undefined }
		],
		field: named('Text of your note')
	},
	'an answer': {
		component: ({ submitted }) => [
			AnswerField,
			{ question: 'hope', label: 'Hope', onposted: submitted }
		],
		field: named('Hope')
	},
	'the text of an answer': {
		component: ({ submitted }) => [AnswerEditor, { id: 'a1', text: 'Once', onend: submitted }],
		field: named('Text of your answer')
	},
	'the name of a cluster': {
		component: ({ ui, submitted }) => {
			ui.actions.rename = submitted;
			return [ClusterTitle, { cluster: 'c1', title: 'Once' }];
		},
		before: ({ ui }) => ui.edit({ item: 'cluster', id: 'c1' }),
		field: named('Name of the cluster, as a problem')
	},
	'where to move a note': {
		component: ({ ui, submitted }) => {
			ui.actions.newCluster = () => (submitted(), null);
			return [MoveDialog, { item: { item: 'note', id: 'n0' } }];
		},
		field: () => find('[role="combobox"]')
	},
	'the search': {
		component: ({ ui, submitted }) => {
			ui.roving.focus = async () => void submitted();
			return [SearchBox, {}];
		},
		field: named('Search the notes')
	},
	'the title of the board': {
		component: ({ board, submitted }) => {
			board.command = async () => ({ ok: submitted() }) as never;
			return [BoardTitle, {}];
		},
		field: () => {
			find('button').click();
			flushSync();
			return find('[aria-label="Title of the board"]');
		}
	},
	'a line of an outcome or an option': {
		component: ({ submitted }) => [
			LineField,
			{ field: 'o1', label: 'Option', value: 'Once', oncommit: () => void submitted() }
		],
		field: () => find('input')
	},
	'the title of a step': {
		component: ({ board, submitted }) => {
			board.command = async () => ({ ok: submitted() }) as never;
			return [StepForm, { step: step('s1'), onend: () => undefined }];
		},
		field: () => find('input')
	},
	'one’s own name': {
		component: ({ board, submitted }) => {
			board.command = async () => ({ ok: submitted() }) as never;
			return [SelfForm, { ondone: () => undefined }];
		},
		field: () => find('input')
	}
};

let stop: () => void = () => undefined;
beforeEach(() => localStorage.clear());
afterEach(() => stop());

/** Renders the field of a case with the focus in it, as a facilitator sees it in its step. */
function draw({ component, before, field }: Case, kind: 'post' | 'cluster' | 'frame') {
	const role = 'facilitator' as const;
	const at = step('s', { kind, writing: 'open' });
	const { me, ...given } = page(1, { steps: [at], currentStep: 's' });
	const people = given.stage.people.map((person) => ({ ...person, role }));
	const board = new BoardState(
		{
			...given,
			me: { ...me, role },
			stage: { ...given.stage, people }
		},
		en
	);
	let times = 0;
	const within: Component = (internals) => {
		setBoard(board);
		setMessages(en);
		setToasts(new Toasts());
		setScreen(new Screen());
		const ui = new BoardUi(board);
		setBoardUi(ui);
		const setting: Setting = { board, ui, submitted: () => ((times += 1), true) };
		const [drawn, props] = component(setting);
		before?.(setting);
		return (drawn as Component)(internals, props as never);
	};
	const drawn = mount(within, { target: document.body, context: new Map() });
	flushSync();
	stop = () => void unmount(drawn);
	const element = field();
	element.focus();
	element.select();
	return { element, times: () => times };
}

/** A key press as the browser receives it from the keyboard or from an input method. */
async function press(keyCode: number, text = '') {
	const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: keyCode };
	await cdp().send('Input.dispatchKeyEvent', {
		type: text ? 'keyDown' : 'rawKeyDown',
		text,
		...key
	});
	await cdp().send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
}
const ENTER = 13;
/** The key code that Safari reports for the Enter that ended a composition. */
const PART_OF_COMPOSITION = 229;

/** The wall's only note contains this word, so that the search finds it too. */
const WORD = 'note';

const stepOf = (name: string) =>
	name.includes('answer')
		? 'frame'
		: name.includes('note') && !name.includes('move')
			? 'post'
			: 'cluster';
describe.each(Object.entries(CASES))('in %s', (name, one) => {
	test('Enter submits nothing during a composition, and submits the typed text after it', async () => {
		const { element, times } = draw(one, stepOf(name));
		const keys: string[] = [];
		element.addEventListener('keydown', (event) => {
			const { isComposing, keyCode } = event as KeyboardEvent;
			keys.push(`${isComposing} ${keyCode}`);
		});
		await cdp().send('Input.imeSetComposition', {
			text: 'かな',
			selectionStart: 2,
			selectionEnd: 2
		});
		await press(ENTER);
		await cdp().send('Input.insertText', { text: WORD });
		await press(PART_OF_COMPOSITION);
		expect(keys).toEqual([`true ${ENTER}`, `false ${PART_OF_COMPOSITION}`]);
		expect([times(), element.isConnected, element.value]).toEqual([0, true, WORD]);
		await press(ENTER, '\r');
		await expect.poll(times).toBe(1);
	});
});
