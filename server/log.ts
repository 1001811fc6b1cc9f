/** Structured logs. They contain neither what people write nor anything that gives access to a board. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pino, type LogFn, type Logger } from 'pino';
import type { LogLevel } from './config.ts';

/** Writes logs as lines of JSON to standard output. */
export function createLog(level: LogLevel): Logger {
	const hooks = { logMethod: seldom(() => performance.now()) };
	return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks });
}

const WARN_LEVEL = 40;
const REPEAT_MS = 10_000;
const MOST_KINDS = 1_000;

/**
 * Lets one entry of each kind of error through every ten seconds, with a count of the dropped entries. A full disk
 * makes every write fail, and log lines must not fill the rest of it. Entries whose `id` was shown to a person are
 * always kept. `now` is any clock in milliseconds.
 */
export function seldom(now: () => number) {
	const kinds = new Map<string, { at: number; leftOut: number }>();
	return function (this: Logger, args: Parameters<LogFn>, method: LogFn, level: number): void {
		const [entry, message] = args as [object | string, string?];
		if (level < WARN_LEVEL || typeof entry === 'string' || message === undefined || 'id' in entry)
			return method.apply(this, args);
		const error = 'err' in entry && entry.err instanceof Error ? entry.err.message : '';
		const kind = kinds.get(message + error);
		if (kind && now() - kind.at < REPEAT_MS) return void kind.leftOut++;
		if (kinds.size > MOST_KINDS) kinds.clear();
		kinds.set(message + error, { at: now(), leftOut: 0 });
		const leftOut = kind?.leftOut ? { leftOut: kind.leftOut } : {};
		method.call(this, { ...entry, ...leftOut }, message);
	};
}

/**
 * Returns a request's address as logs may contain it: without the query, and with an ellipsis in place of link
 * tokens, board ids and build file names.
 */
export function loggedPath(url: string): string {
	const [path = '/'] = url.split('?', 1);
	return path.replace(/^\/(j|b|live\/wall|live\/desk|_app)\/[^/]+/, '/$1/…').slice(0, 200);
}

/** Logs a request after its response: pages and endpoints as `info`, build files as `debug`. */
export function logRequest(log: Logger, request: IncomingMessage, response: ServerResponse): void {
	const startedAt = performance.now();
	response.once('close', () => {
		const path = loggedPath(request.url ?? '/');
		const entry = {
			method: request.method,
			path,
			status: response.writableFinished ? response.statusCode : 499,
			ms: Math.round(performance.now() - startedAt)
		};
		if (path.startsWith('/_app/')) log.debug(entry, 'request');
		else log.info(entry, 'request');
	});
}
