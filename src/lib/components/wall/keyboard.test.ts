import { describe, expect, test } from 'vitest';
import { shortcutOf } from './keyboard.ts';

const press = (
	key: string,
	held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', true>> = {}
) => ({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held }) as const;

describe('shortcutOf', () => {
	test('arrows move the focus, and with Shift the item', () => {
		expect(shortcutOf(press('ArrowLeft'))).toEqual({ does: 'focus', direction: 'left' });
		expect(shortcutOf(press('ArrowDown', { shiftKey: true }))).toEqual({
			does: 'nudge',
			direction: 'down'
		});
	});
	test('undo and redo work with Ctrl and with Cmd', () => {
		expect(shortcutOf(press('z', { ctrlKey: true }))).toEqual({ does: 'undo' });
		expect(shortcutOf(press('Z', { metaKey: true, shiftKey: true }))).toEqual({ does: 'redo' });
		expect(shortcutOf(press('y', { ctrlKey: true }))).toEqual({ does: 'redo' });
	});
	test('letters work in both cases, and can be switched off', () => {
		expect(shortcutOf(press('N', { shiftKey: true }))).toEqual({ does: 'write' });
		expect(shortcutOf(press('?', { shiftKey: true }))).toEqual({ does: 'keys' });
		expect(shortcutOf(press('m'), 'off')).toBeNull();
		expect(shortcutOf(press('Enter'), 'off')).toEqual({ does: 'edit' });
	});
	test("the browser's own keys are left alone", () => {
		expect(shortcutOf(press('c', { ctrlKey: true }))).toBeNull();
		expect(shortcutOf(press('n', { metaKey: true }))).toBeNull();
		expect(shortcutOf(press('ArrowLeft', { altKey: true }))).toBeNull();
		expect(shortcutOf(press('F10'))).toBeNull();
	});
});
