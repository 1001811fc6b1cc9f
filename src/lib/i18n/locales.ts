/** The languages of pages, one row each, and the choice of the language for a request. */
export interface LocaleRow {
	/** For `lang` and `Intl`. */
	readonly tag: string;
	/** The name of the language in that language. */
	readonly name: string;
	readonly dir: 'ltr' | 'rtl';
	/** A test language made from English, shown only if the cookie asks for it. */
	readonly trial?: true;
}

export const LOCALES = {
	en: { tag: 'en-GB', name: 'English', dir: 'ltr' },
	'en-XA': { tag: 'en-XA', name: 'Ḗƞɠŀīşħ', dir: 'ltr', trial: true },
	'ar-XB': { tag: 'ar-XB', name: 'Ḗƞɠŀīşħ ⇐', dir: 'rtl', trial: true }
} as const satisfies Record<string, LocaleRow>;

export type Locale = keyof typeof LOCALES;

/** Languages that are shown even without the cookie. */
export type OfferedLocale = {
	[Name in Locale]: (typeof LOCALES)[Name] extends { trial: true } ? never : Name;
}[Locale];

export const DEFAULT_LOCALE = 'en' satisfies Locale;
export const LOCALE_COOKIE = 'groundwork_locale';

const isLocale = (value: string): value is Locale => Object.hasOwn(LOCALES, value);
const isOffered = (value: string): value is OfferedLocale =>
	isLocale(value) && !('trial' in LOCALES[value]);

/**
 * The language of a request: the one in its cookie, or else the first available one of its Accept-Language header, by
 * weight; English if there is none.
 */
export function localeOf(cookie: string | undefined, acceptLanguage: string | null): Locale {
	if (cookie !== undefined && isLocale(cookie)) return cookie;
	return offeredOf(acceptLanguage);
}
/** The first available language of an Accept-Language header. */
export const offeredOf = (acceptLanguage: string | null): OfferedLocale =>
	accepted(acceptLanguage ?? '').find(isOffered) ?? DEFAULT_LOCALE;

/** Most ranges of a header that are read: nobody reads more languages. */
const MOST_RANGES = 20;

/** The languages of an Accept-Language header without their regions, best first. */
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
