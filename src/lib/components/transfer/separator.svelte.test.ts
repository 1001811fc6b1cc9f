import { afterEach, expect, test, vi } from 'vitest';
import { keepSeparator, readSeparator } from './separator.ts';

afterEach(() => {
	vi.restoreAllMocks();
	localStorage.clear();
});

test('a separator that somebody chose is kept on the device', () => {
	for (const separator of ['semicolon', 'comma'] as const) {
		keepSeparator(separator);
		expect(readSeparator()).toBe(separator);
	}
});
test.each([
	['de', 'semicolon'],
	['en-GB', 'comma']
])('before a choice it is what spreadsheets expect in %s', (language, separator) => {
	vi.spyOn(navigator, 'language', 'get').mockReturnValue(language);
	expect(readSeparator()).toBe(separator);
	localStorage.setItem('groundwork separator', 'dash');
	expect(readSeparator()).toBe(separator);
});
