/**
 * Translates the page `server/requests/sentence.html`, which is written in English, for the person who requested it.
 */
import { messagesOf } from './catalogue.ts';
import { DEFAULT_LOCALE, LOCALES, type Locale } from './locales.ts';

export function sentencePageIn(locale: Locale, html: string): string {
	const { tag, dir } = LOCALES[locale];
	const { page: english } = messagesOf(DEFAULT_LOCALE).requests;
	const { page: words } = messagesOf(locale).requests;
	return html
		.replace('<html lang="en">', `<html lang="${tag}" dir="${dir}">`)
		.replace(`<title>${english.title}`, `<title>${words.title}`)
		.replace(`<h1>${english.heading}`, `<h1>${words.heading}`)
		.replace(`>${english.firstPage}</a>`, `>${words.firstPage}</a>`);
}
