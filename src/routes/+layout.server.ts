import { themeOf } from '$lib/components/page/theme.ts';
import { readName } from '$lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => ({
	locale: event.locals.locale,
	theme: themeOf(event.cookies),
	/** The person that this device belongs to: a name, '' if none was given, null if nobody is signed in. */
	person: event.locals.userId === null ? null : readName(event)
});
