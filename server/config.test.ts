import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError } from './config-error.ts';
import { readConfig } from './config.ts';
import { LIMITS } from './sync/limits.ts';

describe('readConfig', () => {
	test('an empty environment gives what one machine needs', () => {
		expect(readConfig({})).toEqual({
			port: 3000,
			host: 'localhost',
			dataDir: resolve('data'),
			origin: null,
			logLevel: 'info',
			metricsToken: null,
			limits: LIMITS
		});
	});

	test('empty variables count as unset', () => {
		expect(readConfig({ PORT: '', ORIGIN: ' ', DATA_DIR: '' })).toEqual(readConfig({}));
	});

	test('reads what is set', () => {
		const env = {
			PORT: '0',
			HOST: '0.0.0.0',
			DATA_DIR: '/srv/boards',
			ORIGIN: 'https://Board.example.org/',
			LOG_LEVEL: 'warn',
			METRICS_TOKEN: 'correct-horse-battery',
			GROUNDWORK_UNLOAD_MS: '5000'
		};
		expect(readConfig(env)).toEqual({
			port: 0,
			host: '0.0.0.0',
			dataDir: resolve('/srv/boards'),
			origin: 'https://board.example.org',
			logLevel: 'warn',
			metricsToken: 'correct-horse-battery',
			limits: { ...LIMITS, unloadMs: 5000 }
		});
	});

	test.each(['short', 'with a space in the middle', 'ünïcödé-is-no-header'])(
		'METRICS_TOKEN=%s is refused without being repeated',
		(token) => {
			const read = () => readConfig({ METRICS_TOKEN: token });
			expect(read).toThrow(ConfigError);
			expect(read).not.toThrow(token);
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
	])('%s=%s is refused with a sentence that names both', (name, value) => {
		const read = () => readConfig({ [name]: value });
		expect(read).toThrow(ConfigError);
		expect(read).toThrow(`${name} is "${value}"`);
	});
});
