/** Everything that is typed or chosen in a form comes back after the form was removed. */
import { board as en } from '$lib/i18n/en/board.ts';
import { setMessages } from '$lib/i18n/context.ts';
import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import FromText from '$lib/components/outcomes/FromText.svelte';
import GateDialog from '$lib/components/gate/GateDialog.svelte';
import SortedIdea from '$lib/components/parking/SortedIdea.svelte';
import WordingDialog from '$lib/components/parking/WordingDialog.svelte';
import { BoardUi, setBoardUi } from '$lib/components/page/wall/board-ui.svelte.ts';
import MoveDialog from '$lib/components/wall/MoveDialog.svelte';
import Decide from '$lib/components/technology/Decide.svelte';
import SelfForm from '$lib/components/people/SelfForm.svelte';
import ReadingForm from '$lib/components/review/ReadingForm.svelte';
import SaveTemplate from '$lib/components/steps/SaveTemplate.svelte';
import StepForm from '$lib/components/steps/StepForm.svelte';
import { BoardState } from '$lib/state/board.svelte.ts';
import { setBoard } from '$lib/state/context.ts';
import { page, step } from '$lib/state/testing.ts';
import { note } from '$lib/wall/testing.ts';
import type { Decision, StageView } from '$lib/workshop/types.ts';
import { setToasts, Toasts } from '$lib/components/ui/toasts.svelte.ts';

let stops: (() => void)[] = [];
beforeEach(() => localStorage.clear());
afterEach(() => {
	for (const stop of stops) stop();
	stops = [];
});

/** A facilitator's page. */
const newBoard = (fields: Partial<StageView> = {}) => {
	const role = 'facilitator' as const;
	const { me, ...given } = page(0, fields);
	const people = given.stage.people.map((person) => ({ ...person, role }));
	return new BoardState({ ...given, me: { ...me, role }, stage: { ...given.stage, people } }, en);
};
function draw<P extends Record<string, unknown>>(
	board: BoardState,
	component: Component<P>,
	props: P
) {
	const within: Component<P> = (internals, inner) => {
		setBoard(board);
		setMessages(en);
		setToasts(new Toasts());
		setBoardUi(new BoardUi(board));
		return component(internals, inner);
	};
	const drawn = mount(within, { target: document.body, props, context: new Map() });
	flushSync();
	const stop = () => {
		stops = stops.filter((one) => one !== stop);
		void unmount(drawn);
		flushSync();
	};
	stops.push(stop);
	return stop;
}
const find = <E extends Element = HTMLInputElement>(selector: string) =>
	document.body.querySelector(selector) as E;
function type(selector: string, value: string) {
	const field = find(selector);
	field.value = value;
	field.dispatchEvent(new InputEvent('input', { bubbles: true }));
	field.dispatchEvent(new Event('change', { bubbles: true }));
	flushSync();
}
function fill(selector: string, value: string) {
	const field = find(selector);
	field.value = value;
	field.dispatchEvent(new InputEvent('input', { bubbles: true }));
	flushSync();
}
function press(words: string) {
	const buttons = [...document.body.querySelectorAll('button')];
	buttons.find(({ textContent }) => textContent.trim() === words)?.click();
	flushSync();
}
function tick(selector: string) {
	find(selector).click();
	flushSync();
}

const outcome = {
	...{
		id: 'o1',
		problem: 'c1',
		statement: 'x',
		metric: 'calls',
		unit: '',
		direction: 'up' as const
	},
	...{ baseline: 1, target: 2, due: '', owner: '', how: '', source: '', order: '', archived: false }
};
test('the day of a reading stays as it was picked', () => {
	const board = newBoard();
	const recorded: string[] = [];
	const props = {
		outcome,
		today: '2027-05-05',
		action: 'Add',
		onrecord: ({ day }: { day: string }) => void recorded.push(day)
	};
	const leave = draw(board, ReadingForm, props);
	type('[name="value"]', '29');
	type('[name="day"]', '2027-03-01');
	leave();
	draw(board, ReadingForm, props);
	expect(find('[name="day"]').value).toBe('2027-03-01');
	tick('[type="submit"]');
	expect(recorded).toEqual(['2027-03-01']);
	expect(find('[name="day"]').value).toBe('2027-05-05');
});

test('the minutes of a step stay as they were typed', () => {
	const board = newBoard();
	const props = { step: step('s1', { minutes: 10 }), onend: () => undefined };
	const leave = draw(board, StepForm, props);
	type('[type="number"]', '25');
	leave();
	draw(board, StepForm, props);
	expect(find('[type="number"]').value).toBe('25');
	tick('button');
	draw(board, StepForm, props);
	expect([...document.querySelectorAll('input[type="number"]')].at(-1)).toHaveProperty(
		'value',
		'10'
	);
});

test('one’s own name and function stay as they were typed, until they are dropped', () => {
	const board = newBoard();
	const props = { ondone: () => undefined };
	const leave = draw(board, SelfForm, props);
	type('input', 'Ada L.');
	type('select', '');
	leave();
	const again = draw(board, SelfForm, props);
	expect([find('input').value, find('select').value]).toEqual(['Ada L.', '']);
	tick('button');
	again();
	draw(board, SelfForm, props);
	expect([find('input').value, find('select').value]).toEqual(['Ada', 'sales']);
});

const technology = {
	steps: [step('t', { kind: 'technology' as const })],
	currentStep: 't',
	gate: { openedAt: 1, reason: '', by: '', conditions: [] },
	reviewOn: '2027-12-01'
} as unknown as Partial<StageView>;
/** `told`: while the field is gone, its words can be found and dropped elsewhere. */
const FIELDS: Record<
	string,
	{
		component: unknown;
		props: Record<string, unknown>;
		field: string;
		told: boolean;
		before?: () => void;
	}
> = {
	'a reading': {
		component: ReadingForm,
		props: { outcome, today: '2027-05-05', action: 'Add', onrecord: () => undefined },
		field: '[name="value"]',
		told: true
	},
	'the note of a reading': {
		component: ReadingForm,
		props: { outcome, today: '2027-05-05', action: 'Add', onrecord: () => undefined },
		field: '[name="note"]',
		told: true
	},
	'a sentence for an outcome': {
		component: FromText,
		props: { outcome },
		field: 'input',
		told: true
	},
	'why an idea is dropped': {
		component: SortedIdea,
		props: { note: note('n1'), requirements: [], instead: '' },
		field: 'input',
		told: true,
		before: () => {
			if (find('input') === null) type('select', ' aside');
		}
	},
	'why technology opens early': {
		component: GateDialog,
		props: { onclose: () => undefined },
		field: 'textarea',
		told: false,
		before: () => {
			if (find('textarea') === null) press('Open it early…');
		}
	},
	'the products of the wording check': {
		component: WordingDialog,
		props: { onclose: () => undefined },
		field: 'textarea',
		told: false
	},
	'where to move a note': {
		component: MoveDialog,
		props: { item: { item: 'note', id: 'n0' } },
		field: '[role="combobox"]',
		told: true
	}
};
test.each(Object.entries(FIELDS))(
	'%s stays as it was typed, after a step change and a reload, until it is dropped',
	async (_, { component, props, field, told, before }) => {
		const drawn = (board: BoardState) => {
			const leave = draw(board, component as Component<Record<string, unknown>>, props);
			flushSync();
			return leave;
		};
		const board = newBoard(technology);
		const leave = drawn(board);
		await expect.poll(() => document.body.textContent + String(find('input'))).not.toBe('');
		before?.();
		await expect.poll(() => find(field)).not.toBeNull();
		const blank = find(field).value;
		// Sends no change event, because that would save the text.
		fill(field, '29 of a hundred');
		leave();
		await expect.poll(() => find(field)).toBeNull();
		expect(board.drafts.unfinished.map(({ words }) => words)).toEqual(
			told ? ['29 of a hundred'] : []
		);

		const reloaded = newBoard(technology);
		stops.push(reloaded.drafts.follow());
		const again = drawn(reloaded);
		await expect.poll(() => find(field)?.value).toBe('29 of a hundred');
		expect(reloaded.drafts.unfinished).toEqual([]);
		again();
		await expect.poll(() => find(field)).toBeNull();
		for (const { field } of reloaded.drafts.unfinished) reloaded.drafts.drop(field);
		if (!told) return;
		drawn(reloaded);
		before?.();
		await expect.poll(() => find(field)?.value).toBe(blank);
	}
);

test('the title of a template stays as it was typed', () => {
	const board = newBoard();
	const leave = draw(board, SaveTemplate, {});
	type('input', 'Our yearly look');
	leave();
	draw(board, SaveTemplate, {});
	expect(find('input').value).toBe('Our yearly look');
});

const decision: Decision = {
	kind: 'work',
	rationale: 'It is the way we work.',
	option: '',
	requirements: [],
	leavesOpen: [],
	decidedAt: 0
};
test.each([null, decision])(
	'all parts of a decision stay as they were chosen, with %j as the saved decision',
	(standing) => {
		const board = newBoard({ ...technology, decision: standing });
		const leave = draw(board, Decide, {});
		if (standing) tick('button');
		tick('[value="new"]');
		type('textarea', 'What we have cannot do it.');
		type('[type="date"]', '2028-01-01');
		leave();
		draw(board, Decide, {});
		expect(find('[value="new"]').checked).toBe(true);
		expect(find<HTMLTextAreaElement>('textarea').value).toBe('What we have cannot do it.');
		expect(find('[type="date"]').value).toBe('2028-01-01');
	}
);
