/** The languages in which pages are shown, a row each, and which of them a request gets. */
export interface LocaleRow {
	/** For `lang` and `Intl`. */
	readonly tag: string;
	/** As its speakers call it. */
	readonly name: string;
	readonly dir: 'ltr' | 'rtl';
	/** Made from English for trials, and shown only where the cookie asks for it. */
	readonly trial?: true;
}

export const LOCALES = {
	en: { tag: 'en-GB', name: 'English', dir: 'ltr' },
	'en-XA': { tag: 'en-XA', name: 'Ḗƞɠŀīşħ', dir: 'ltr', trial: true },
	'ar-XB': { tag: 'ar-XB', name: 'Ḗƞɠŀīşħ ⇐', dir: 'rtl', trial: true }
} as const satisfies Record<string, LocaleRow>;

export type Locale = keyof typeof LOCALES;

/** Languages that are shown without being asked for by the cookie. */
export type OfferedLocale = {
	[Name in Locale]: (typeof LOCALES)[Name] extends { trial: true } ? never : Name;
}[Locale];

export const DEFAULT_LOCALE = 'en' satisfies Locale;
export const LOCALE_COOKIE = 'groundwork_locale';

const isLocale = (value: string): value is Locale => Object.hasOwn(LOCALES, value);
const isOffered = (value: string): value is OfferedLocale =>
	isLocale(value) && !('trial' in LOCALES[value]);

/**
 * The language of a request: the one that its cookie names, else the first of its Accept-Language header that we have,
 * by weight; English where there is none.
 */
export function localeOf(cookie: string | undefined, acceptLanguage: string | null): Locale {
	if (cookie !== undefined && isLocale(cookie)) return cookie;
	return offeredOf(acceptLanguage);
}
/** The first of an Accept-Language header that we have. */
export const offeredOf = (acceptLanguage: string | null): OfferedLocale =>
	accepted(acceptLanguage ?? '').find(isOffered) ?? DEFAULT_LOCALE;

/** Ranges beyond these are not read: nobody reads so many languages. */
const MOST_RANGES = 20;

/** Languages of an Accept-Language header without their regions, best first. */
function accepted(header: string): string[] {
	return header
		.split(',', MOST_RANGES)
		.map((range) => {
			const [tag = '', ...params] = range.split(';').map((part) => part.trim());
			const weight = params.find((param) => param.startsWith('q='))?.slice(2) ?? '1';
			return { language: tag.split('-')[0]?.toLowerCase() ?? '', weight: Number(weight) };
		})
		.filter(({ weight }) => weight > 0)
		.sort((a, b) => b.weight - a.weight)
		.map(({ language }) => language);
}
