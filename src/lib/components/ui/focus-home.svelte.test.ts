import { expect, test } from 'vitest';
import { FocusHome, isTyping } from './focus-home.ts';

test('a person in a field is typing, and a person on a button is not', () => {
	for (const [name, types] of [
		['input', true],
		['textarea', true],
		['select', true],
		['button', false]
	] as const) {
		const element = document.createElement(name);
		document.body.append(element);
		element.focus();
		expect(isTyping(), name).toBe(types);
		element.remove();
	}
	expect(isTyping()).toBe(false);
});

/** A field with this name that has the focus. */
function field(name: string): HTMLTextAreaElement {
	const element = document.createElement('textarea');
	element.setAttribute('aria-label', name);
	document.body.append(element);
	element.focus();
	return element;
}
const press = (key: string) =>
	(document.activeElement ?? document.body).dispatchEvent(
		new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
	);

test('text that is typed while a field moves to another place goes into that field', async () => {
	const stop = new FocusHome().mount();
	field('Text of your note').remove();
	for (const key of ['d', 'Shift', 'A']) press(key);
	const back = field('Text of your note');
	let told = 0;
	back.addEventListener('input', () => told++);
	await expect.poll(() => back.value).toBe('dA');
	expect(told).toBe(1);
	back.remove();
	stop();
});

test('the text goes into no other field, and not into a field that is opened later', async () => {
	const stop = new FocusHome().mount();
	field('Text of your note').remove();
	press('d');
	const other = field('Your note');
	await Promise.resolve();
	expect(other.value).toBe('');
	other.remove();
	const later = field('Text of your note');
	await Promise.resolve();
	expect(later.value).toBe('');
	later.remove();
	stop();
});

test('only keys that change a text count as typing on', () => {
	const focus = new FocusHome();
	const stop = focus.mount();
	const isTypedOn = (key: string) => focus.isTypedOn(new KeyboardEvent('keydown', { key }));
	field('Text of your note').remove();
	expect(['d', ' ', 'Enter', 'Backspace', 'Delete'].filter((key) => !isTypedOn(key))).toEqual([]);
	expect(['ArrowLeft', 'Escape', 'F10', 'Tab'].filter(isTypedOn)).toEqual([]);
	stop();
});

/** A page with a list in its home, and the focused button in the list. */
function page() {
	const home = document.createElement('main');
	home.dataset.focusHome = '';
	home.tabIndex = -1;
	home.innerHTML = '<ul><li><fieldset><button>Move up</button></fieldset></li></ul>';
	document.body.append(home);
	const find = (name: string) => home.querySelector(name) as HTMLElement;
	const button = find('button') as HTMLButtonElement;
	button.focus();
	return { home, find, button };
}
type Setting = ReturnType<typeof page>;
test.each<[string, (setting: Setting) => void, (setting: Setting) => HTMLElement]>([
	['is taken away', ({ find }) => find('ul').remove(), ({ home }) => home],
	['is disabled', ({ button }) => (button.disabled = true), ({ find }) => find('li')],
	[
		'is disabled with all of its group',
		({ find }) => ((find('fieldset') as HTMLFieldSetElement).disabled = true),
		({ find }) => find('li')
	],
	['is hidden', ({ button }) => (button.hidden = true), ({ find }) => find('li')],
	['is hidden with all around it', ({ find }) => (find('ul').hidden = true), ({ home }) => home],
	['is in nobody’s way', ({ button }) => button.blur(), () => document.body]
])('the focus goes home when its element %s', async (_, act, to) => {
	const stop = new FocusHome().mount();
	const setting = page();
	// The browser removes the focus when it renders.
	const left = new Promise((resolve) => setting.button.addEventListener('focusout', resolve));
	act(setting);
	await left;
	await expect.poll(() => document.activeElement).toBe(to(setting));
	stop();
	setting.home.remove();
});
