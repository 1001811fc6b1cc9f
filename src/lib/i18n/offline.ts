/** The offline page of the service worker. The worker knows the browser's languages, but not the server's cookie. */
import { offline as en } from './en/offline.ts';
import { LOCALES, offeredOf, type OfferedLocale } from './locales.ts';

const WORDS: Readonly<Record<OfferedLocale, typeof en>> = { en };

export function offlinePage(languages: readonly string[]): string {
	const locale = offeredOf(languages.join());
	const { title, heading, how } = WORDS[locale];
	const { tag, dir } = LOCALES[locale];
	return `<!doctype html><html lang="${tag}" dir="${dir}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${title}</title>
<h1>${heading}</h1><p>${how}</p></html>`;
}
