import { expect, test } from 'vitest';
import { FocusHome, isTyping } from './focus-home.ts';

test('somebody who is in a field types, and somebody who is on a button does not', () => {
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

test('what is typed while a field is moved to another place goes into it', async () => {
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

test('it goes into no other field, and not into one that is opened later', async () => {
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
