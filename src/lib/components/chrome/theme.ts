export type Theme = 'light' | 'dark' | 'system';

export const THEME_COOKIE = 'groundwork_theme';
const THEME_COOKIE_SECONDS = 365 * 24 * 3600;

/** Reads a stored theme; anything unknown follows the system. */
export function toTheme(value: string | undefined): Theme {
	return value === 'light' || value === 'dark' ? value : 'system';
}

/** Browser only: shows the theme now and on later visits. */
export function applyTheme(theme: Theme) {
	document.documentElement.dataset.theme = theme;
	// In a frame of another site, browsers take no other cookie.
	const site = window.top === window ? 'SameSite=Lax' : 'SameSite=None; Secure; Partitioned';
	document.cookie = `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${THEME_COOKIE_SECONDS}; ${site}`;
}
