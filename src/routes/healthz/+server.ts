import { text, type RequestHandler } from '@sveltejs/kit';

/** For load balancers and container platforms: 200 while the database can be read. */
export const GET: RequestHandler = async ({ locals }) => {
	const headers = { 'cache-control': 'no-store' };
	return (await locals.services.healthy())
		? text('ok', { headers })
		: text('The database cannot be read.', { status: 503, headers });
};
