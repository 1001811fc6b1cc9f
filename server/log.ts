/** Structured logs. They carry neither what people write nor anything that opens a board. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pino, type Logger } from 'pino';
import type { LogLevel } from './config.ts';

/** Logs as lines of JSON on standard output. */
export function createLog(level: LogLevel): Logger {
	return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/**
 * The address of a request as logs may hold it: without its query, and with links, boards and files
 * of the build behind an ellipsis.
 */
export function loggedPath(url: string): string {
	const [path = '/'] = url.split('?', 1);
	return path.replace(/^\/(j|b|live\/wall|live\/desk|_app)\/[^/]+/, '/$1/…').slice(0, 200);
}

/** Logs a request once it is answered: pages and endpoints as `info`, files of the build as `debug`. */
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
