import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { readConfig } from './config.ts';
import { SYNC_LIMITS } from './sync/limits.ts';

describe('readConfig', () => {
	test('uses defaults for a single machine in an empty environment', () => {
		expect(readConfig({})).toEqual({
			port: 3000,
			host: 'localhost',
			dataDir: resolve('data'),
			origin: null,
			frameAncestors: [],
			proxies: { hops: 0 },
			logLevel: 'info',
			metricsToken: null,
			limits: SYNC_LIMITS
		});
	});

	test('treats empty variables as unset', () => {
		expect(readConfig({ PORT: '', ORIGIN: ' ', DATA_DIR: '' })).toEqual(readConfig({}));
	});

	test('reads the variables that are set', () => {
		const env = {
			PORT: '0',
			HOST: '0.0.0.0',
			DATA_DIR: '/srv/boards',
			ORIGIN: 'https://Board.example.org/',
			FRAME_ANCESTORS: 'https://Intranet.example.org/, https://wiki.example.org:8443',
			TRUSTED_PROXIES: '127.0.0.1',
			LOG_LEVEL: 'warn',
			METRICS_TOKEN: 'correct-horse-battery',
			GROUNDWORK_UNLOAD_MS: '5000'
		};
		expect(readConfig(env)).toEqual({
			port: 0,
			host: '0.0.0.0',
			dataDir: resolve('/srv/boards'),
			origin: 'https://board.example.org',
			frameAncestors: ['https://intranet.example.org', 'https://wiki.example.org:8443'],
			proxies: { networks: ['127.0.0.1'] },
			logLevel: 'warn',
			metricsToken: 'correct-horse-battery',
			limits: { ...SYNC_LIMITS, unloadMs: 5000 }
		});
	});

	test.each(['short', 'with a space in the middle', 'ünïcödé-is-no-header'])(
		'METRICS_TOKEN=%s is rejected without being repeated in the message',
		(token) => {
			const read = () => readConfig({ METRICS_TOKEN: token });
			expect(read).toThrow(ConfigError);
			expect(read).not.toThrow(token);
		}
	);

	test.each([
		'*',
		'https://*.example.org',
		'http://intranet.example.org',
		'intranet.example.org',
		'https://intranet.example.org/boards',
		"https://a.example; script-src 'unsafe-inline'"
	])('[O8] FRAME_ANCESTORS=%s is rejected with a sentence', (text) => {
		const read = () => readConfig({ ORIGIN: 'https://board.example.org', FRAME_ANCESTORS: text });
		expect(read).toThrow(ConfigError);
		expect(read).toThrow('has to look like https://intranet.example.org, without a path');
	});

	test.each([{}, { ORIGIN: 'http://board.example.org' }])(
		'[O8] FRAME_ANCESTORS without an https address of the server is rejected with a sentence (%j)',
		(env) => {
			const read = () => readConfig({ ...env, FRAME_ANCESTORS: 'https://intranet.example.org' });
			expect(read).toThrow(ConfigError);
			expect(read).toThrow('FRAME_ANCESTORS needs ORIGIN with the https address');
		}
	);

	test.each([
		['PORT', 'http'],
		['PORT', '-1'],
		['PORT', '65536'],
		['PORT', '80.5'],
		['PORT', '0x50'],
		['ORIGIN', 'board.example.org'],
		['ORIGIN', 'https://board.example.org/boards'],
		['ORIGIN', 'https://somebody@board.example.org'],
		['ORIGIN', 'ftp://board.example.org'],
		['LOG_LEVEL', 'loud']
	])('%s=%s is rejected with a sentence that names both', (name, value) => {
		const read = () => readConfig({ [name]: value });
		expect(read).toThrow(ConfigError);
		expect(read).toThrow(`${name} is "${value}"`);
	});
});
