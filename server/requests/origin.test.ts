import { describe, expect, it } from 'vitest';
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { createLog } from '../log.ts';
import { originAdvice, whatToSet, whyForeign } from './origin.ts';

const PUBLIC = 'https://board.example.org';
const FOREIGN = 'This came from another site. Nothing was changed.';
const SET_IT =
	'Nothing was changed: whoever runs this server has to set ORIGIN=https://board.example.org, the address that people open, and start it again.';
const post = (headers: Record<string, string>, publicOrigin: string | null = null) =>
	whyForeign('POST', headers, publicOrigin)?.(en) ?? null;

describe('[H7] a request that changes data', () => {
	it('is accepted from our own pages: from ORIGIN, or from the requested host', () => {
		expect(post({ origin: 'http://localhost:3000', host: 'localhost:3000' })).toBeNull();
		expect(post({ origin: PUBLIC, host: 'localhost:3000' }, PUBLIC)).toBeNull();
		expect(whyForeign('GET', {}, null)).toBeNull();
	});

	it('behind a TLS proxy without ORIGIN is refused with the setting to change, however the proxy names the host', () => {
		const ways = [
			{ host: 'board.example.org' },
			{ host: '127.0.0.1:3000', 'x-forwarded-host': 'board.example.org' },
			{ host: '127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }
		];
		for (const way of ways) expect(post({ origin: PUBLIC, ...way })).toBe(SET_IT);
	});

	it('from another address than ORIGIN is refused with the address to open', () => {
		const headers = { origin: 'http://10.0.0.5:3000', host: '10.0.0.5:3000' };
		expect(post(headers, PUBLIC)).toBe(
			`Nothing was changed: this server is set up for ORIGIN=${PUBLIC}, and you came by http://10.0.0.5:3000. Open ${PUBLIC} instead.`
		);
	});

	it('from another site is refused without advice, whatever it claims', () => {
		const host = 'board.example.org';
		expect(post({ host })).toBe(FOREIGN);
		for (const origin of ['https://evil.example', 'null', 'http://', 'https://a b', '<b>'])
			expect(post({ origin, host })).toBe(FOREIGN);
		expect(post({ origin: PUBLIC, host, 'sec-fetch-site': 'cross-site' })).toBe(FOREIGN);
		expect(post({ origin: PUBLIC, host, 'x-forwarded-proto': 'https' })).not.toBeNull();
	});
});

it('[H7] logs the setting to change once, however often a request is refused', () => {
	const lines: string[] = [];
	const log = createLog('warn');
	log.warn = ((_: object, line: string) => lines.push(line)) as never;
	const advise = originAdvice(log, null);
	const headers = { origin: PUBLIC, host: 'board.example.org' };
	for (let n = 0; n < 3; n++) advise(headers);
	advise({ origin: 'https://evil.example', host: 'board.example.org' });
	for (let n = 0; n < 1_000; n++)
		advise({ origin: `https://x${n}.example`, 'sec-fetch-site': 'same-origin' });
	expect(lines[0]).toBe(whatToSet(headers, null)?.(en));
	expect(lines).toHaveLength(20);
});
