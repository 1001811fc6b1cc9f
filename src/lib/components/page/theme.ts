export type Theme = 'light' | 'dark' | 'system';

const THEME_COOKIE = 'groundwork_theme';
/** On https, as browsers take it from this host alone. */
const HOST_THEME_COOKIE = `__Host-${THEME_COOKIE}`;
const THEME_COOKIE_SECONDS = 365 * 24 * 3600;

/** Reads a stored theme; anything unknown follows the system. */
export function toTheme(value: string | undefined): Theme {
	return value === 'light' || value === 'dark' ? value : 'system';
}

/** The theme of a request; `get` reads a cookie. One that an earlier version wrote counts too. */
export const themeOf = ({ get }: { get(name: string): string | undefined }): Theme =>
	toTheme(get(HOST_THEME_COOKIE) ?? get(THEME_COOKIE));

/** Browser only: shows the theme now and on later visits. */
export function applyTheme(theme: Theme) {
	document.documentElement.dataset.theme = theme;
	const isHttps = location.protocol === 'https:';
	const name = isHttps ? HOST_THEME_COOKIE : THEME_COOKIE;
	// In a frame of another site, browsers take no other cookie.
	const isFramed = window.top !== window;
	const site = isFramed ? 'SameSite=None; Secure; Partitioned' : 'SameSite=Lax';
	const rules = isHttps && !isFramed ? `${site}; Secure` : site;
	document.cookie = `${name}=${theme}; Path=/; Max-Age=${THEME_COOKIE_SECONDS}; ${rules}`;
}
