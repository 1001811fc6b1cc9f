import { afterEach, expect, test, vi } from 'vitest';
import { keepSeparator, readSeparator } from './separator.ts';

afterEach(() => {
	vi.restoreAllMocks();
	localStorage.clear();
});

test('the device keeps the chosen separator', () => {
	for (const separator of ['semicolon', 'comma'] as const) {
		keepSeparator(separator);
		expect(readSeparator()).toBe(separator);
	}
});
test.each([
	['de', 'semicolon'],
	['en-GB', 'comma']
])(
	'spreadsheets in %s expect the separator that is proposed before a choice',
	(language, separator) => {
		vi.spyOn(navigator, 'language', 'get').mockReturnValue(language);
		expect(readSeparator()).toBe(separator);
		localStorage.setItem('groundwork separator', 'dash');
		expect(readSeparator()).toBe(separator);
	}
);
