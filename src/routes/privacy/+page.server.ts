import { LIMITS } from '$lib/workshop/limits';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
	sessionDays: locals.services.auth.sessionDays,
	deletedDays: LIMITS.deletedDays,
	...locals.services.expiry
});
