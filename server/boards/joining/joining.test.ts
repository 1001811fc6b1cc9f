import type { Saying } from '../../../src/lib/i18n/say.ts';
import { describe, expect, it } from 'vitest';
import { frameText } from '../../../src/lib/wall/items.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { CODE_ALPHABET } from '../../../src/lib/workshop/text.ts';
import { CLOSE } from '../../../src/lib/workshop/wire.ts';
import { TestWorkshop, value } from '../../../tests/support/workshop.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const OFFICE = '203.0.113.7';

async function room() {
	const test = new TestWorkshop();
	const fay = await test.start();
	return { test, fay };
}
const joinWith = (test: TestWorkshop, user: string, token: string, fn = 'sales') =>
	test.boards.join(user, token, { name: 'Ann', fn });

describe('a link', () => {
	it('shows what it opens and gives a seat', async () => {
		const { test, fay } = await room();
		const token = await test.token();
		expect(await test.boards.findInvitation(token)).toMatchObject({
			board: test.board,
			token,
			role: 'participant',
			title: 'Why customers leave',
			attribution: 'function',
			people: 1
		});
		const ann = await test.join('  Ann ', 'sales');
		expect(ann).toMatchObject({ name: 'Ann', fn: 'sales', role: 'participant' });
		expect(await test.join('Eve', '')).toMatchObject({ fn: '', role: 'observer' });
		const names = test.hooks.stageView(test.board, fay).people.map(({ name }) => name);
		expect(names).toEqual(['Fay', 'Ann', 'Eve']);
	});

	it('[B18] shows the purpose from the wall if the link opens the wall at once', async () => {
		const test = new TestWorkshop();
		const fay = await test.start({ purpose: 'Renewals fell' });
		const shown = async (role: 'participant' | 'facilitator' = 'participant') =>
			(await test.boards.findInvitation(await test.token(role)))?.purpose;
		expect(await shown()).toBe('Renewals fell');
		await test.live.writeWall(test.board, (wall) => {
			const why = frameText(wall, 'why');
			why?.delete(0, why.length);
			why?.insert(0, ` One in six does not renew${'!'.repeat(600)}`);
		});
		expect(await shown()).toMatch(/^One in six does not renew!+…$/);
		expect(await shown()).toHaveLength(LIMITS.purposeChars);
		for (const joining of ['approval', 'closed'] as const) {
			await test.do(fay, { kind: 'setJoining', joining });
			expect(await shown()).toBe('Renewals fell');
			expect(await shown('facilitator')).toMatch(/^One in six/);
		}
	});

	it('opens nothing after it is renewed, and neither does its code', async () => {
		const { test, fay } = await room();
		const before = value(await test.boards.share(fay, test.board));
		const token = await test.token();
		await test.do(fay, { kind: 'renewLink', link: 'participant' });
		expect(await test.boards.findInvitation(token)).toBeNull();
		expect(await joinWith(test, await test.user(), token)).toMatchObject({
			ok: false,
			status: 404
		});
		expect(await test.boards.redeemCode(before.code, OFFICE)).toMatchObject({
			ok: false,
			status: 404
		});
		const after = value(await test.boards.share(fay, test.board));
		expect(after.link).not.toBe(before.link);
		expect(after.facilitatorLink).toBe(before.facilitatorLink);
		expect(await test.boards.redeemCode(after.code, OFFICE)).toMatchObject({ ok: true });
	});

	it('is hard to guess and never logged', async () => {
		const { test, fay } = await room();
		const { link, facilitatorLink, code } = value(await test.boards.share(fay, test.board));
		for (const path of [link, facilitatorLink]) expect(path).toMatch(/^\/j\/[\w-]{22,}$/);
		expect(test.board).toMatch(/^[\w-]{22,}$/);
		await test.do(fay, { kind: 'renewLink', link: 'facilitator' });
		const logged = test.logged.join('') + JSON.stringify(await test.store.listCommands(test.board));
		const renewed = await test.token('facilitator');
		for (const secret of [link.slice(3), facilitatorLink?.slice(3) ?? '', renewed, code])
			expect(logged).not.toContain(secret);
	});

	it('for facilitators is shown only to facilitators, and makes its users facilitators', async () => {
		const { test, fay } = await room();
		const user = await test.user();
		const ann = await test.join('Ann', 'sales', user);
		expect(value(await test.boards.share(ann, test.board)).facilitatorLink).toBeNull();
		const { facilitatorLink } = value(await test.boards.share(fay, test.board));
		value(await joinWith(test, user, facilitatorLink?.slice(3) ?? ''));
		expect(await test.me(user)).toMatchObject({ id: ann.id, role: 'facilitator', fn: 'sales' });
		expect(test.live.disconnects).toEqual([
			{ board: test.board, participant: ann.id, code: CLOSE.rejoin }
		]);
		expect((await test.join('Ann', 'sales', user)).role).toBe('facilitator');
	});
});

describe('joining', () => {
	it('again keeps the seat and updates name and function', async () => {
		const { test, fay } = await room();
		const user = await test.user();
		const first = await test.join('Ann', 'sales', user);
		const again = await test.join('Anna', 'it', user);
		expect(again).toEqual({ id: first.id, name: 'Anna', fn: 'it', role: 'participant' });
		expect(test.hooks.stageView(test.board, fay).people).toHaveLength(2);
	});

	it('tells people with the same name apart', async () => {
		const { test } = await room();
		const [one, two] = [await test.join('Ann', 'sales'), await test.join('Ann', 'sales')];
		expect(one.id).not.toBe(two.id);
	});

	it('needs a name and a function of the board', async () => {
		const { test } = await room();
		const [user, token] = [await test.user(), await test.token()];
		expect(await test.boards.join(user, token, { name: ' ', fn: 'it' })).toMatchObject({
			status: 400
		});
		expect(await joinWith(test, user, token, 'legal')).toMatchObject({ ok: false, status: 400 });
		expect(await test.boards.seat(user, test.board)).toBeNull();
	});

	it('lets a person who chose to observe choose again', async () => {
		const { test } = await room();
		const user = await test.user();
		await test.join('Ann', '', user);
		expect(await test.join('Ann', 'it', user)).toMatchObject({ role: 'participant', fn: 'it' });
	});

	it('is only possible by the facilitators’ link after removal', async () => {
		const { test, fay } = await room();
		const user = await test.user();
		const ann = await test.join('Ann', 'sales', user);
		await test.do(fay, { kind: 'removePerson', person: ann.id });
		const refused = await joinWith(test, user, await test.token());
		expect(refused).toMatchObject({ ok: false, status: 403 });
		await test.do(fay, { kind: 'renewLink', link: 'participant' });
		expect(await joinWith(test, user, await test.token())).toMatchObject({ status: 403 });
		value(await joinWith(test, user, await test.token('facilitator')));
		expect(await test.me(user)).toMatchObject({ id: ann.id, role: 'facilitator' });
	});

	it('[J7] is refused when the board is full, except for facilitators and members', async () => {
		const { test } = await room();
		const user = await test.user();
		await test.join('Ann', 'sales', user);
		while (
			test.hooks.stageView(test.board, await test.me(user)).people.length <
			LIMITS.peoplePerBoard - LIMITS.seatsForFacilitators
		)
			await test.join('Bob', 'it');
		expect(await joinWith(test, await test.user(), await test.token())).toMatchObject({
			status: 409
		});
		expect(await joinWith(test, user, await test.token())).toMatchObject({ ok: true });
		const known = await test.token('facilitator');
		for (let seat = 0; seat < LIMITS.seatsForFacilitators; seat++)
			value(await joinWith(test, await test.user(), known));
		expect(await joinWith(test, await test.user(), known)).toMatchObject({ status: 409 });
	});

	it('[H23] is refused when a board has had many people over its life, except for facilitators and members', async () => {
		const { test, fay } = await room();
		const user = await test.user();
		await test.join('Ann', 'sales', user);
		await test.do(fay, { kind: 'setJoining', joining: 'approval' });
		const waiting = await test.user();
		value(await joinWith(test, waiting, await test.token()));
		const had = Array.from({ length: LIMITS.seatsEverPerBoard - 2 }, (_, at) => ({
			...{ id: `gone-${at}`, board: test.board, userId: `gone-${at}`, name: 'Gone', fn: 'sales' },
			...{ role: 'participant' as const, joinedAt: at, removedAt: at }
		}));
		await test.store.seatUsers(had, 0);
		test.restart();
		const refusal = { status: 409, reason: /copy of it\.$/ };
		const says = async (answer: Promise<{ ok: boolean; status?: number; reason?: Saying }>) => {
			const { status, reason } = await answer;
			expect({ status, reason }).toMatchObject({
				status: refusal.status,
				reason: expect.stringMatching(refusal.reason) as string
			});
		};
		await says(joinWith(test, await test.user(), await test.token()));
		const person = test.hooks.stageView(test.board, fay).newcomers[0]?.id ?? '';
		await says(test.run(fay, { kind: 'letIn', people: [person] }));
		await test.do(fay, { kind: 'setJoining', joining: 'open' });
		await says(joinWith(test, await test.user(), await test.token()));
		expect(await joinWith(test, user, await test.token())).toMatchObject({ ok: true });
		expect(await joinWith(test, await test.user(), await test.token('facilitator'))).toMatchObject({
			ok: true
		});
	});
});

describe('a code', () => {
	it('has six plain letters, is valid for a day, and is replaced after it expires', async () => {
		const { test, fay } = await room();
		const first = value(await test.boards.share(fay, test.board));
		expect(first.code).toMatch(new RegExp(`^[${CODE_ALPHABET}]{6}$`));
		expect(first.codeExpiresAt).toBe(test.now + 24 * HOUR_MS);
		test.now += 23 * HOUR_MS;
		expect(value(await test.boards.share(fay, test.board)).code).toBe(first.code);
		test.now += HOUR_MS;
		expect(await test.boards.redeemCode(first.code, OFFICE)).toMatchObject({ ok: false });
		const second = value(await test.boards.share(fay, test.board));
		expect(second.code).not.toBe(first.code);
	});

	it('opens the participants’ link however it is typed', async () => {
		const { test, fay } = await room();
		const { code } = value(await test.boards.share(fay, test.board));
		const typed = ` ${code.slice(0, 3).toLowerCase()} - ${code.slice(3)}`;
		expect(value(await test.boards.redeemCode(typed, OFFICE))).toBe(await test.token());
	});

	it('lets 200 people behind one address join within a minute', async () => {
		const { test, fay } = await room();
		const { code } = value(await test.boards.share(fay, test.board));
		for (let person = 0; person < 200; person++) {
			test.now += MINUTE_MS / 200;
			const token = value(await test.boards.redeemCode(code, OFFICE));
			value(await joinWith(test, await test.user(), token));
		}
		expect(test.hooks.stageView(test.board, fay).people).toHaveLength(201);
	});

	it('cannot be guessed quickly, and does not delay other addresses', async () => {
		const { test, fay } = await room();
		const { code } = value(await test.boards.share(fay, test.board));
		const guess = () => test.boards.redeemCode('BBBBBB', OFFICE);
		for (let n = 0; n < 30; n++) expect(await guess()).toMatchObject({ status: 404 });
		expect(await guess()).toMatchObject({ ok: false, status: 429 });
		expect(await test.boards.redeemCode(code, OFFICE)).toMatchObject({ status: 429 });
		expect(await test.boards.redeemCode(code, '198.51.100.1')).toMatchObject({ ok: true });
		test.now += 10_000;
		expect(await test.boards.redeemCode(code, OFFICE)).toMatchObject({ ok: true });
	});

	it('allows at most six wrong guesses a minute in the long run', async () => {
		const { test } = await room();
		let answered = 0;
		for (let second = 0; second < 3600; second++) {
			test.now += 1000;
			for (let n = 0; n < 5; n++) {
				const outcome = await test.boards.redeemCode('BBBBBB', OFFICE);
				if (!outcome.ok && outcome.status === 404) answered++;
			}
		}
		expect(answered).toBeLessThanOrEqual(30 + 60 * 6);
		expect(answered).toBeGreaterThan(30 + 59 * 6);
	});
});
