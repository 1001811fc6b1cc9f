import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { messagesOf } from './catalogue.ts';
import { sentencePageIn } from './sentence-page.ts';

const PAGE = readFileSync(
	new URL('../../../server/requests/sentence.html', import.meta.url),
	'utf8'
);

it('translates all of its own words', () => {
	const page = sentencePageIn('ar-XB', PAGE);
	const { title, heading, firstPage } = messagesOf('ar-XB').requests.page;
	expect(page).toContain('<html lang="ar-XB" dir="rtl">');
	for (const words of [`<title>${title}<`, `<h1>${heading}<`, `>${firstPage}<`])
		expect(page).toContain(words);
	expect(page).toContain('%sveltekit.error.message%');
});
it('stays unchanged in English, except for its tag', () => {
	expect(sentencePageIn('en', PAGE).replace('lang="en-GB" dir="ltr"', 'lang="en"')).toBe(PAGE);
});
