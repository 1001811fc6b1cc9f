/** Loads catalogues for pages: each part of each language is a separate module, and a page loads one. */
import type { Locale } from './locales.ts';
import type { Messages, ReportMessages, SiteMessages } from './messages.ts';

interface Parts {
	site(): Promise<SiteMessages>;
	board(): Promise<Messages>;
	report(): Promise<ReportMessages>;
}
const english: Parts = {
	site: async () => (await import('./en/site.ts')).site,
	board: async () => (await import('./en/board.ts')).board,
	report: async () => (await import('./en/report-page.ts')).reportPage
};
const inTrial = async <T>(part: () => Promise<T>): Promise<T> => {
	const { pseudo } = await import('./pseudo.ts');
	return pseudo(await part());
};
const trial: Parts = {
	site: () => inTrial(english.site),
	board: () => inTrial(english.board),
	report: () => inTrial(english.report)
};

const PARTS: Readonly<Record<Locale, Parts>> = { en: english, 'en-XA': trial, 'ar-XB': trial };

/** The texts of pages outside boards. */
export const loadSite = (locale: Locale) => PARTS[locale].site();
/** The texts of boards. */
export const loadBoard = (locale: Locale) => PARTS[locale].board();
/** The texts of the report and of boards. */
export const loadReport = (locale: Locale) => PARTS[locale].report();
