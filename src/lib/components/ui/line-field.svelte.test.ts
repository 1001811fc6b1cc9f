import { setMessages } from '$lib/i18n/context.ts';
import { board as en } from '$lib/i18n/en/board.ts';
import { flushSync, mount, unmount, type Component, type ComponentProps } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BoardState } from '$lib/state/board.svelte.ts';
import { setBoard } from '$lib/state/context.ts';
import { page } from '$lib/state/testing.ts';
import { draftOf } from './draft-of.svelte.ts';
import LineField from './LineField.svelte';

type Props = ComponentProps<typeof LineField>;

let board: BoardState;
let stops: (() => void)[];
let committed: string[];
beforeEach(() => {
	localStorage.clear();
	board = new BoardState(page(0), en);
	stops = [];
	committed = [];
});
afterEach(() => {
	for (const stop of stops) stop();
});

/** Renders a component below the board. A context lets a function act as a component. */
function draw<P extends Record<string, unknown>>(component: Component<P>, props: P) {
	const within: Component<P> = (internals, given) => {
		setMessages(en);
		setBoard(board);
		return component(internals, given);
	};
	const drawn = mount(within, { target: document.body, props, context: new Map() });
	flushSync();
	const stop = () => {
		stops = stops.filter((one) => one !== stop);
		void unmount(drawn);
	};
	stops.push(stop);
	return stop;
}
/** The owner field of an outcome, as a person sees it. */
function field(change: Partial<Props> = {}) {
	const props = $state<Props>({
		field: 'o1 owner',
		label: 'Owner',
		value: 'Ravi',
		oncommit: (line: string) => {
			committed.push(line);
			props.value = line;
		},
		...change
	});
	draw(LineField, props);
	const input = document.body.querySelector('input') as HTMLInputElement;
	const says = () => document.body.querySelector('p')?.textContent.trim() ?? '';
	return {
		props,
		input,
		says,
		type(words: string) {
			input.focus();
			input.value = words;
			input.dispatchEvent(new InputEvent('input', { bubbles: true }));
			flushSync();
		},
		press(key: string, how: KeyboardEventInit = {}) {
			input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...how }));
			flushSync();
		},
		leave() {
			input.blur();
			flushSync();
		}
	};
}

test('Enter saves a line for everybody once, without the spaces around it', () => {
	const owner = field();
	owner.type('  Ana and Ravi ');
	expect(committed).toEqual([]);
	owner.press('Enter');
	owner.leave();
	expect(committed).toEqual(['Ana and Ravi']);
	expect(owner.input.value).toBe('Ana and Ravi');
	expect(board.drafts.words('o1 owner')).toBeNull();
});

test('leaving the field saves the line', () => {
	const owner = field();
	owner.type('Ana');
	owner.leave();
	expect(committed).toEqual(['Ana']);
});

test('Enter that ends a composition saves nothing', () => {
	const owner = field();
	owner.type('あな');
	owner.press('Enter', { isComposing: true });
	expect(committed).toEqual([]);
	expect(board.drafts.words('o1 owner')).toBe('あな');
});

test('Escape drops the typed text', () => {
	const owner = field();
	owner.type('Ana');
	owner.press('Escape');
	owner.leave();
	expect(committed).toEqual([]);
	expect(owner.input.value).toBe('Ravi');
});

test('a rejected line stays in the field, with the reason', () => {
	const owner = field({ oncommit: () => 'This is no day.' });
	owner.type('soon');
	owner.press('Enter');
	expect(owner.says()).toBe('This is no day.');
	expect(owner.input.getAttribute('aria-invalid')).toBe('true');
	expect(owner.input.value).toBe('soon');
	owner.press('Escape');
	expect(owner.says()).toBe('');
});

test('a line that was started before the field closed stays to be copied', () => {
	const owner = field();
	owner.type('Ana');
	owner.props.closed = 'The facilitator has locked the wall.';
	flushSync();
	owner.press('Enter');
	expect(committed).toEqual([]);
	expect(owner.input.readOnly).toBe(true);
	expect(owner.input.value).toBe('Ana');
	expect(owner.says()).toBe('The facilitator has locked the wall.');
});

test('others’ changes show in the field, but not over what is typed there', () => {
	const owner = field();
	owner.props.value = 'Mira';
	flushSync();
	expect(owner.input.value).toBe('Mira');
	owner.type('Ana');
	owner.props.value = 'Ben';
	flushSync();
	expect(owner.input.value).toBe('Ana');
});

test('an unfinished line comes back, says so, and is not saved by tabbing through', () => {
	board.drafts.write({ field: 'o1 owner', what: 'Owner', words: 'Ana' });
	const again = field();
	expect(again.input.value).toBe('Ana');
	expect(again.says()).toBe('Not saved yet. Enter saves it, Escape drops it.');
	again.input.focus();
	flushSync();
	expect(again.says()).toBe('');
	again.leave();
	expect(committed).toEqual([]);
	again.input.focus();
	again.press('Enter');
	expect(committed).toEqual(['Ana']);
});

test('typed words are shown elsewhere while their field is not rendered, and only then', () => {
	let isShown = $state(true);
	const drawn: Component<Record<string, never>> = () => {
		draftOf(
			'note n1',
			'Your change of a note',
			() => '',
			() => isShown
		).words = 'Half a thought';
		return {};
	};
	const found = () => board.drafts.unfinished.map(({ words }) => words);
	const stop = draw(drawn, {});
	expect(found()).toEqual([]);
	isShown = false;
	flushSync();
	expect(found()).toEqual(['Half a thought']);
	isShown = true;
	flushSync();
	expect(found()).toEqual([]);
	stop();
	flushSync();
	expect(found()).toEqual(['Half a thought']);
});

test('words are shown elsewhere only when both of two places that render their field are gone', () => {
	const drawn: Component<Record<string, never>> = () => {
		draftOf('note n1', 'Your change of a note').words = 'Half a thought';
		return {};
	};
	const [first, second] = [draw(drawn, {}), draw(drawn, {})];
	first();
	flushSync();
	expect(board.drafts.unfinished).toEqual([]);
	second();
	flushSync();
	expect(board.drafts.unfinished).toHaveLength(1);
});
