import { expect, test } from 'vitest';
import { connection as m } from '../i18n/en/connection.ts';
import { inWordsOf } from './sentences.ts';

test.each([
	['notes', /^You are offline\. Your notes are kept on this device and are sent when/],
	['dots', /^You are offline\. Your dots are kept on this device and are sent when/],
	['outcomes', /^You are offline\. Your words and ratings are kept .* and are sent when/],
	['anything', /^You are offline\. What you do is kept on this device and is sent when/]
] as const)('the offline line speaks of %s to those who do that', (doing, sentence) => {
	const { whole, brief } = inWordsOf(m, doing, m.unsent.offline.anything);
	expect(whole).toMatch(sentence);
	expect(brief).toMatch(/^Offline\. .* kept here\.$/);
	for (const trouble of ['away', 'restarting'] as const)
		expect(inWordsOf(m, doing, m.unsent[trouble].anything).whole).not.toMatch(
			doing === 'notes' ? /dots|ratings/ : /notes/
		);
});
test('every short line fits on a phone, and other messages stay unchanged', () => {
	for (const trouble of ['offline', 'away', 'restarting'] as const)
		expect(inWordsOf(m, 'outcomes', m.unsent[trouble].anything).brief.length).toBeLessThan(62);
	expect(inWordsOf(m, 'dots', m.unsaved)).toEqual({
		whole: m.unsaved,
		brief: m.unsaved
	});
});
