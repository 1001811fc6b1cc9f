import { loadSite } from '$lib/i18n/load.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data }) => ({
	...data,
	site: await loadSite(data.locale)
});
