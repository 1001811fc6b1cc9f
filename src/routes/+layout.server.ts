import { THEME_COOKIE, toTheme } from '$lib/components/chrome/theme.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ cookies }) => ({
	theme: toTheme(cookies.get(THEME_COOKIE))
});
