import { themeOf } from '$lib/components/page/theme.ts';
import { readName } from '$lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => ({
	locale: event.locals.locale,
	theme: themeOf(event.cookies),
	/** Whom this device is taken for: a name, '' where none was given, null where nobody is signed in. */
	person: event.locals.userId === null ? null : readName(event)
});
