import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
	sessionDays: locals.services.auth.sessionDays
});
