import { describe, expect, it, test } from 'vitest';
import { ConfigError } from '../config-error.ts';
import { blockOf, clientAddresses, NO_PROXIES, readProxyTrust } from './addresses.ts';

const from = (remoteAddress: string, forwarded?: string) =>
	({
		socket: { remoteAddress },
		headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
	}) as never;

describe('[H2] the address of a client', () => {
	it('is the connecting address while no proxy is trusted, whatever the header claims', () => {
		const addressOf = clientAddresses(NO_PROXIES);
		expect(addressOf(from('203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7');
		expect(addressOf(from('::ffff:203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7');
	});
	it('is the entry that the trusted proxies wrote last, never an earlier one', () => {
		const one = clientAddresses({ hops: 1 });
		expect(one(from('127.0.0.1', '1.1.1.1, 198.51.100.1'))).toBe('198.51.100.1');
		expect(one(from('127.0.0.1'))).toBe('127.0.0.1');
		const two = clientAddresses({ hops: 2 });
		expect(two(from('127.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2'))).toBe('198.51.100.1');
		expect(two(from('127.0.0.1', '198.51.100.1'))).toBe('198.51.100.1');
	});
	it('is the first entry from the end that is outside all trusted networks', () => {
		const addressOf = clientAddresses({ networks: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'] });
		expect(addressOf(from('127.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2'))).toBe('198.51.100.1');
		expect(addressOf(from('::ffff:10.1.2.3', '2001:db8::1'))).toBe('2001:db8::1');
		expect(addressOf(from('fd00::5', '198.51.100.1'))).toBe('198.51.100.1');
		expect(addressOf(from('203.0.113.7', '198.51.100.1'))).toBe('203.0.113.7');
	});
	it('stops at text that is not an address', () => {
		const addressOf = clientAddresses({ hops: 3 });
		expect(addressOf(from('127.0.0.1', 'unknown, 198.51.100.1'))).toBe('198.51.100.1');
		expect(addressOf(from('127.0.0.1', '<script>'))).toBe('127.0.0.1');
		expect(addressOf(from('127.0.0.1', ','))).toBe('127.0.0.1');
	});
	it('has no port, brackets or zone', () => {
		const addressOf = clientAddresses({ hops: 1 });
		expect(addressOf(from('127.0.0.1', '198.51.100.1:4711'))).toBe('198.51.100.1');
		expect(addressOf(from('127.0.0.1', '[2001:DB8::1]:4711'))).toBe('2001:db8::1');
		expect(addressOf(from('fe80::1%eth0'))).toBe('fe80::1');
		expect(addressOf(from('127.0.0.1', '::FFFF:c633:6401'))).toBe('198.51.100.1');
	});
});

describe('[H2] addresses that share a budget', () => {
	it('are all addresses of an IPv6 /64, and single IPv4 addresses', () => {
		expect(blockOf('2001:db8:1:2:3:4:5:6')).toBe(blockOf('2001:db8:1:2::9'));
		expect(blockOf('2001:db8:1:2::9')).not.toBe(blockOf('2001:db8:1:3::9'));
		expect(blockOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
		expect(blockOf('::1')).toBe('0:0:0:0::/64');
		expect(blockOf('64:ff9b::192.0.2.33', 48)).toBe('64:ff9b:0::/48');
		expect(blockOf('198.51.100.1')).toBe('198.51.100.1');
		expect(blockOf('')).toBe('');
	});
});

describe('[H2] TRUSTED_PROXIES', () => {
	it('is a number of proxies or a list of their addresses; unset, it trusts nobody', () => {
		expect(readProxyTrust(null)).toEqual({ hops: 0 });
		expect(readProxyTrust('2')).toEqual({ hops: 2 });
		expect(readProxyTrust('127.0.0.1, 10.0.0.0/8,fd00::/8')).toEqual({
			networks: ['127.0.0.1', '10.0.0.0/8', 'fd00::/8']
		});
	});
	test.each(['yes', '-1', '11', '10.0.0.0/33', '10.0.0.0/8/8', 'fd00::/129', '127.0.0.1,'])(
		'%s is refused with a sentence that says what can be',
		(text) => {
			expect(() => readProxyTrust(text)).toThrow(ConfigError);
			expect(() => readProxyTrust(text)).toThrow(`TRUSTED_PROXIES is "${text}", but it has to be`);
		}
	);
});
