import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Auth } from '../services.ts';
import { openSqlite } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import {
	HOST_SESSION_COOKIE,
	SESSION_COOKIE,
	createAuth,
	hashToken,
	readSessionToken
} from './auth.ts';

const DAY_MS = 24 * 3600 * 1000;
const START = Date.UTC(2026, 0, 1);

describe('sessions', () => {
	let store: Store;
	let auth: Auth;
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date'], now: START });
		store = openSqlite(':memory:');
		auth = createAuth(store, Date.now);
	});
	afterEach(async () => {
		vi.useRealTimers();
		await store.close();
	});
	const wait = (days: number) => vi.setSystemTime(Date.now() + days * DAY_MS);

	it('starts a session of 90 days for a new guest', async () => {
		const { userId, token, expiresAt } = await auth.createGuest();
		expect(expiresAt).toBe(START + 90 * DAY_MS);
		expect(await auth.validate(token)).toEqual({ userId, expiresAt, isRenewed: false });
		expect(await store.loadSession(hashToken(token))).toEqual({
			session: { id: hashToken(token), userId, expiresAt },
			user: { id: userId, createdAt: START }
		});
	});

	it('gives each guest a different user', async () => {
		const [one, other] = [await auth.createGuest(), await auth.createGuest()];
		expect(one.userId).not.toBe(other.userId);
		expect(one.token).not.toBe(other.token);
	});

	it('does not accept the session id, another token or garbage as the token', async () => {
		const { token } = await auth.createGuest();
		const other = token.startsWith('A') ? `B${token.slice(1)}` : `A${token.slice(1)}`;
		for (const wrong of [hashToken(token), other, '', token + token, `${token}\0`, '💥'])
			expect(await auth.validate(wrong)).toBeNull();
	});

	it('extends a session after half of its life, and not before', async () => {
		const { userId, token, expiresAt: first } = await auth.createGuest();
		wait(44);
		expect(await auth.validate(token)).toEqual({ userId, expiresAt: first, isRenewed: false });
		wait(2);
		const expiresAt = Date.now() + 90 * DAY_MS;
		expect(await auth.validate(token)).toEqual({ userId, expiresAt, isRenewed: true });
		expect((await store.loadSession(hashToken(token)))?.session.expiresAt).toBe(expiresAt);
		expect(await auth.validate(token)).toEqual({ userId, expiresAt, isRenewed: false });
	});

	it('rejects and deletes an expired session', async () => {
		const { token } = await auth.createGuest();
		wait(90);
		expect(await auth.validate(token)).toBeNull();
		expect(await store.loadSession(hashToken(token))).toBeNull();
	});

	it('ends only this session at sign-out, at once', async () => {
		const [one, other] = [await auth.createGuest(), await auth.createGuest()];
		await auth.signOut(one.token);
		expect(await auth.validate(one.token)).toBeNull();
		expect(await auth.validate(other.token)).not.toBeNull();
	});

	it('deletes expired sessions in a sweep', async () => {
		const old = await auth.createGuest();
		wait(60);
		const young = await auth.createGuest();
		wait(40);
		expect(await store.sweepSessions(Date.now())).toBe(1);
		expect(await store.loadSession(hashToken(old.token))).toBeNull();
		expect(await auth.validate(young.token)).not.toBeNull();
	});
});

it('never writes a token to the disk', async () => {
	const directory = await mkdtemp(join(tmpdir(), 'groundwork-auth-'));
	const store = openSqlite(join(directory, 'groundwork.sqlite'));
	const { token, userId } = await createAuth(store, Date.now).createGuest();
	const files = await readdir(directory);
	const contents = await Promise.all(files.map((file) => readFile(join(directory, file))));
	const written = Buffer.concat(contents);
	await store.close();
	await rm(directory, { recursive: true });
	expect(written.includes(userId)).toBe(true);
	expect(written.includes(hashToken(token))).toBe(true);
	expect(written.includes(token)).toBe(false);
	expect(written.includes(Buffer.from(token, 'base64url'))).toBe(false);
});

describe('readSessionToken', () => {
	const token = 'a-Z_0'.repeat(9).slice(0, 43);

	it.each([
		['alone', `${SESSION_COOKIE}=${token}`],
		['among others', `theme=dark; ${SESSION_COOKIE}=${token}; x=y=z`],
		['with odd spaces', `a=b ;  ${SESSION_COOKIE} = ${token} `],
		['after a broken one of the same name', `${SESSION_COOKIE}=short; ${SESSION_COOKIE}=${token}`]
	])('finds the token %s', (_, header) => {
		expect(readSessionToken(header)).toBe(token);
	});

	it.each([
		['no header', undefined],
		['an empty header', ''],
		['another cookie', `other=${token}`],
		['a longer name', `x${SESSION_COOKIE}=${token}`],
		['no value', SESSION_COOKIE],
		['a value that is too long', `${SESSION_COOKIE}=${token}a`],
		['signs that no token has', `${SESSION_COOKIE}=${token.slice(1)}%`],
		['a header that is too long', `${'a=b;'.repeat(5000)}${SESSION_COOKIE}=${token}`]
	])('finds no token in %s', (_, header) => {
		expect(readSessionToken(header)).toBeNull();
	});

	it('[H11] prefers the cookie for https to a plain one, in either order', () => {
		const planted = 'B'.repeat(43);
		const [ours, plain] = [`${HOST_SESSION_COOKIE}=${token}`, `${SESSION_COOKIE}=${planted}`];
		for (const header of [`${plain}; ${ours}`, `${ours}; ${plain}`, ours])
			expect(readSessionToken(header)).toBe(token);
	});

	it('accepts any text', () => {
		const text = fc.string({ unit: 'binary', maxLength: 200 });
		fc.assert(
			fc.property(text, text, (before, value) => {
				const found = readSessionToken(`${before};${SESSION_COOKIE}=${value}`);
				expect(found === null || /^[\w-]{43}$/.test(found)).toBe(true);
			})
		);
	});
});
