import type { HandleServerError, RequestEvent } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { messagesOf } from '../../src/lib/i18n/catalogue.ts';
import { LOCALE_COOKIE, type Locale } from '../../src/lib/i18n/locales.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { HeavyTooLarge, HeavyTooMuch, later, Lanes } from '../../server/boards/heavy/lanes.ts';
import { ServerFull } from '../../server/sync/memory.ts';
import { handle, handleError } from '../../src/hooks.server.ts';

/** The response of a page or an endpoint that fails with this error, through the hooks of every request. */
async function answerTo(error: unknown, locale?: Locale) {
	const logged: unknown[] = [];
	const services = {
		frameAncestors: [],
		log: { error: (line: unknown) => void logged.push(line) },
		auth: { validate: () => Promise.resolve(null) }
	};
	const event = {
		request: new Request('http://board.example/b/abc/export/json'),
		url: new URL('http://board.example/b/abc/export/json'),
		route: { id: '/b/[board]/export/[format]' },
		cookies: { get: (name: string) => (name === LOCALE_COOKIE ? locale : undefined) },
		locals: {},
		platform: { req: { services } }
	} as unknown as RequestEvent;
	const response = await handle({
		event,
		// SvelteKit does the same with an unexpected error.
		async resolve() {
			const given = { error, event, status: 500, message: 'Internal Error' };
			const said = await handleError(given as Parameters<HandleServerError>[0]);
			return Response.json(said, { status: 500 });
		}
	});
	const { message } = (await response.json()) as { message: string };
	return { status: response.status, retry: response.headers.get('retry-after'), message, logged };
}
const thrownBy = async (work: () => unknown): Promise<unknown> => {
	try {
		await work();
	} catch (error) {
		return error;
	}
	throw new Error('nothing was thrown');
};

it('[O22] a person with too many waiting jobs gets 503, a time to retry and a sentence', async () => {
	const lanes = new Lanes<{ turn: ReturnType<typeof later> }>();
	const busy = await thrownBy(() => {
		for (let nth = 0; nth < 10; nth++) lanes.add({ turn: later('board-1') });
	});
	expect(await answerTo(busy)).toEqual({
		status: 503,
		retry: '5',
		message: 'Several files and looks back are still being made here. Please try again soon.',
		logged: []
	});
});

it.each([
	[new HeavyTooMuch(), 'This takes longer than the server has for it. Nothing was changed.'],
	[new HeavyTooLarge(), 'This takes more memory than the server has for it. Nothing was changed.']
])(
	'[O31] a person whose work exceeds the limits of heavy work gets 503 and a sentence: %s',
	async (error, message) => {
		expect(await answerTo(error)).toEqual({ status: 503, retry: '5', message, logged: [] });
	}
);

it('explains the error in the language of the request', async () => {
	const { message } = await answerTo(new ServerFull(), 'en-XA');
	expect(message).toBe(messagesOf('en-XA').requests.full);
});

it('[L13] a person who sends a request while being erased gets 503, a time to retry and a sentence', async () => {
	const store = openSqlite(':memory:');
	await store.createUser({ id: 'zen', createdAt: 1 });
	await store.eraseUser({ userId: 'zen', at: 2, entries: [], rewritten: [] });
	const session = { id: 's'.repeat(64), userId: 'zen', expiresAt: 10 };
	const erased = await thrownBy(() => store.createSession(session));
	expect(await answerTo(erased)).toEqual({
		status: 503,
		retry: '5',
		message: 'All that was yours here is being erased. Load the page again to begin anew.',
		logged: []
	});
});

it('[O16] a full server says so; any other error is a fault, and the log does not contain its message', async () => {
	expect(await answerTo(new ServerFull())).toMatchObject({ status: 503, retry: '60', logged: [] });
	const fault = await answerTo(new Error('what somebody wrote'));
	expect(fault).toMatchObject({ status: 500, retry: null });
	expect(fault.message).toBe('Something went wrong on our side. Please try again.');
	expect(fault.logged).toHaveLength(1);
	expect(JSON.stringify(fault.logged)).not.toContain('what somebody wrote');
});
