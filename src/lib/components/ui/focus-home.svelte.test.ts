import { expect, test } from 'vitest';
import { isTyping } from './focus-home.ts';

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
