/** Finds the client's address and the block of addresses that shares a budget. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { ConfigError } from '../config-error.ts';

/** How far we trust `X-Forwarded-For`: a number of proxies, or the addresses and networks of proxies. */
export type ProxyTrust = { hops: number } | { networks: readonly string[] };

/** There is no proxy. Any client can write the header, so it is ignored. */
export const NO_PROXIES: ProxyTrust = { hops: 0 };
const MOST_HOPS = 10;

/**
 * Parses `TRUSTED_PROXIES`: a number of proxies, or addresses and networks separated by commas, such as `127.0.0.1,
 * 10.0.0.0/8`. Throws a ConfigError.
 */
export function readProxyTrust(text: string | null): ProxyTrust {
	if (text === null) return NO_PROXIES;
	if (/^\d+$/.test(text) && Number(text) <= MOST_HOPS) return { hops: Number(text) };
	const networks = text.split(',').map((network) => network.trim());
	if (networks.every(isNetwork)) return { networks };
	throw new ConfigError(
		`TRUSTED_PROXIES is "${text}", but it has to be how many proxies there are (0 to ${MOST_HOPS}), or their addresses, such as 127.0.0.1, 10.0.0.0/8.`
	);
}

function isNetwork(text: string): boolean {
	const [address = '', bits, ...rest] = text.split('/');
	const family = isIP(address);
	if (family === 0 || rest.length > 0) return false;
	return bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}

/**
 * Returns a function that finds a request's client address. Each proxy appends the address of its client to
 * `X-Forwarded-For`. So the function reads the header from its end, and only the part that trusted proxies wrote.
 */
export function clientAddresses(
	trust: ProxyTrust
): (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string {
	const mayStep =
		'hops' in trust ? (_: string, steps: number) => steps < trust.hops : within(trust);
	return ({ headers, socket }) => {
		const header = headers['x-forwarded-for'];
		const heard = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
		let address = plainAddress(socket.remoteAddress ?? '');
		for (let steps = 0; heard.length > 0 && mayStep(address, steps); steps++) {
			const before = plainAddress(heard.pop() ?? '');
			if (isIP(before) === 0) break;
			address = before;
		}
		return address;
	};
}

function within({ networks }: { networks: readonly string[] }): (address: string) => boolean {
	const list = new BlockList();
	for (const network of networks) {
		const [address = '', bits] = network.split('/');
		const family = isIPv6(address) ? 'ipv6' : 'ipv4';
		if (bits === undefined) list.addAddress(address, family);
		else list.addSubnet(address, Number(bits), family);
	}
	return (address) => isIP(address) !== 0 && list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Removes port, brackets and zone. Turns an IPv4 address mapped to IPv6 back into IPv4. */
function plainAddress(text: string): string {
	const bare = text
		.trim()
		.replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
		.replace(/^([\d.]+):\d+$/, '$1')
		.replace(/%.*$/, '')
		.toLowerCase();
	if (!isIPv6(bare)) return bare;
	const groups = groupsOf(bare);
	const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
	if (!isMapped) return bare;
	const [high = 0, low = 0] = groups.slice(6);
	return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

const GROUP_BITS = 16;

/**
 * Returns the block of addresses that counts as one client. An IPv4 address is its own block. Of an IPv6 address
 * the first `bits` (a multiple of 16) count, because a home or an office has at least a /64. Other text is returned
 * unchanged.
 */
export function blockOf(address: string, bits = 64): string {
	if (!isIPv6(address)) return address;
	const prefix = groupsOf(address).slice(0, bits / GROUP_BITS);
	return `${prefix.map((group) => group.toString(16)).join(':')}::/${bits}`;
}

/** The eight numbers of a valid IPv6 address without a zone. */
function groupsOf(address: string): number[] {
	const tail = /([\d.]+)$/.exec(address)?.[1] ?? '';
	const [a = 0, b = 0, c = 0, d = 0] = tail.split('.').map(Number);
	const hex = (number: number) => number.toString(16);
	const inHex = tail.includes('.')
		? `${address.slice(0, -tail.length)}${hex(a * 256 + b)}:${hex(c * 256 + d)}`
		: address;
	const [left = '', right] = inHex.split('::');
	const read = (part: string) =>
		part === '' ? [] : part.split(':').map((one) => parseInt(one, 16));
	if (right === undefined) return read(left);
	const [start, end] = [read(left), read(right)];
	return [...start, ...Array<number>(8 - start.length - end.length).fill(0), ...end];
}
