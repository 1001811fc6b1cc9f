import { expect, test } from 'vitest';
import { composer } from '../../i18n/en/composer.ts';

const { unseenYet } = composer.done;

test('sentences call one note “it” and several “them”', () => {
	expect(unseenYet('Your note is posted.', 1)).toMatch(/Only you can see it until/);
	expect(unseenYet('300 notes are posted.', 300)).toMatch(/Only you can see them until/);
});
