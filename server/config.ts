/** Reads and checks the environment once, at the start. */
import { resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import { readProxyTrust, type ProxyTrust } from './requests/addresses.ts';
import { readLimits, type SyncLimits } from './sync/limits.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
	/** 0 picks a free port. */
	port: number;
	/** Name or address to listen on. */
	host: string;
	/** Absolute path of the folder of the database. */
	dataDir: string;
	/** Public origin behind a proxy, or null to take it from each request. */
	origin: string | null;
	/** Origins of the sites that may show our pages in a frame. Empty by default. */
	frameAncestors: readonly string[];
	/** The proxies that may tell us a client's address. */
	proxies: ProxyTrust;
	logLevel: LogLevel;
	/** Everyone who has this token may read the metrics. With null, only programs on this machine may. */
	metricsToken: string | null;
	/** How much of the server's resources pages and boards may use. */
	limits: SyncLimits;
}

/** Reads the configuration. Unset and empty variables take their default. Throws a ConfigError. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const given = (name: string) => env[name]?.trim() || null;
	const origin = readOrigin(given('ORIGIN'));
	return {
		port: readPort(given('PORT') ?? '3000'),
		host: given('HOST') ?? 'localhost',
		dataDir: resolve(given('DATA_DIR') ?? 'data'),
		origin,
		frameAncestors: readFrameAncestors(given('FRAME_ANCESTORS'), origin),
		proxies: readProxyTrust(given('TRUSTED_PROXIES')),
		logLevel: readLogLevel(given('LOG_LEVEL') ?? 'info'),
		metricsToken: readToken(given('METRICS_TOKEN')),
		limits: readLimits(env)
	};
}

const TOKEN_CHARS = 16;

function readToken(text: string | null): string | null {
	if (text === null || (text.length >= TOKEN_CHARS && /^[\x21-\x7e]+$/.test(text))) return text;
	// The token is a secret: the message must not put it into a log.
	throw new ConfigError(
		`METRICS_TOKEN needs at least ${TOKEN_CHARS} letters, digits or signs, without spaces.`
	);
}

function readPort(text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= 65_535) return port;
	throw new ConfigError(`PORT is "${text}", but a port is a whole number from 0 to 65535.`);
}

/** Returns the text if it is an origin, without a path or anything else; otherwise null. */
function originOf(text: string): string | null {
	const url = URL.canParse(text) ? new URL(text) : null;
	const isOrigin = url !== null && url.href === `${url.origin}/` && /^https?:$/.test(url.protocol);
	return isOrigin ? url.origin : null;
}

function readOrigin(text: string | null): string | null {
	if (text === null) return null;
	const origin = originOf(text);
	if (origin !== null) return origin;
	throw new ConfigError(
		`ORIGIN is "${text}", but it has to look like https://board.example.org, without a path.`
	);
}

/** Sites are named one by one: a wildcard would also admit everyone who gets a subdomain. */
function readFrameAncestors(text: string | null, origin: string | null): readonly string[] {
	if (text === null) return [];
	if (!origin?.startsWith('https:')) {
		throw new ConfigError(
			'FRAME_ANCESTORS needs ORIGIN with the https address of this server: without https, browsers keep nobody signed in inside a frame.'
		);
	}
	return text.split(/[\s,]+/).map((site) => {
		const ancestor = originOf(site);
		if (ancestor?.startsWith('https:') && !ancestor.includes('*')) return ancestor;
		throw new ConfigError(
			`FRAME_ANCESTORS has "${site}", but each site in it has to look like https://intranet.example.org, without a path.`
		);
	});
}

function readLogLevel(text: string): LogLevel {
	const level = LOG_LEVELS.find((known) => known === text);
	if (level !== undefined) return level;
	throw new ConfigError(
		`LOG_LEVEL is "${text}", but it has to be one of ${LOG_LEVELS.join(', ')}.`
	);
}
