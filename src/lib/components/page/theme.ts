export type Theme = 'light' | 'dark' | 'system';

const THEME_COOKIE = 'groundwork_theme';
/** Used on https: browsers accept a cookie with this prefix only from this host. */
const HOST_THEME_COOKIE = `__Host-${THEME_COOKIE}`;
const THEME_COOKIE_SECONDS = 365 * 24 * 3600;

/** Parses a stored theme; an unknown value follows the system. */
export function toTheme(value: string | undefined): Theme {
	return value === 'light' || value === 'dark' ? value : 'system';
}

/** The theme of a request; `get` reads a cookie. A cookie from an earlier version also counts. */
export const themeOf = ({ get }: { get(name: string): string | undefined }): Theme =>
	toTheme(get(HOST_THEME_COOKIE) ?? get(THEME_COOKIE));

/** Browser only: applies the theme now and on later visits. */
export function applyTheme(theme: Theme) {
	document.documentElement.dataset.theme = theme;
	const isHttps = location.protocol === 'https:';
	const name = isHttps ? HOST_THEME_COOKIE : THEME_COOKIE;
	// In another site's frame, browsers accept no other kind of cookie.
	const isFramed = window.top !== window;
	const site = isFramed ? 'SameSite=None; Secure; Partitioned' : 'SameSite=Lax';
	const rules = isHttps && !isFramed ? `${site}; Secure` : site;
	document.cookie = `${name}=${theme}; Path=/; Max-Age=${THEME_COOKIE_SECONDS}; ${rules}`;
}
