/** Catalogues for pages: each language is a part of its own, and one is loaded. */
import type { Locale } from './locales.ts';
import type { Messages, SiteMessages } from './messages.ts';

const english = {
	site: async () => (await import('./en/site.ts')).site,
	board: async () => (await import('./en/board.ts')).board
};
const trial = {
	site: async () => (await import('./pseudo.ts')).pseudo(await english.site()),
	board: async () => (await import('./pseudo.ts')).pseudo(await english.board())
};

const PARTS: Readonly<
	Record<Locale, { site(): Promise<SiteMessages>; board(): Promise<Messages> }>
> = {
	en: english,
	'en-XA': trial,
	'ar-XB': trial
};

/** What pages outside of boards say. */
export const loadSite = (locale: Locale) => PARTS[locale].site();
/** What boards say. */
export const loadBoard = (locale: Locale) => PARTS[locale].board();
