/** Endpoints for operators and monitoring: health, readiness and metrics. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

export interface OperationsParts {
	/** Whether the store can be read. */
	alive(): Promise<boolean>;
	readiness: Readiness;
	metrics: Metrics;
	/** Gives access to the metrics. If null, only programs on this machine may read them. */
	metricsToken: string | null;
	/** Behind a proxy, every client seems to be on this machine. */
	behindProxy: boolean;
}
interface Answer {
	status: number;
	body: string;
	type?: string;
}
type Answering = (request: IncomingMessage) => Promise<Answer>;

const TEXT = 'text/plain; charset=utf-8';
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** Answers /healthz, /readyz and /metrics. Returns false for every other path, having done nothing. */
export function createOperations(parts: OperationsParts) {
	const answers: Readonly<Record<string, Answering>> = {
		'/healthz': async () =>
			(await parts.alive())
				? { status: 200, body: 'ok' }
				: { status: 503, body: 'The database cannot be read.' },
		'/readyz': async () => {
			const ready = await parts.readiness.check();
			if (!ready.ok) return { status: 503, body: ready.reason };
			return { status: 200, body: ready.note === undefined ? 'ok' : `ok. ${ready.note}` };
		},
		'/metrics': async (request) => {
			if (!mayReadMetrics(request, parts))
				return { status: 403, body: 'Metrics are read with the token of METRICS_TOKEN.' };
			return { status: 200, body: await parts.metrics.render(), type: parts.metrics.contentType };
		}
	};
	return (request: IncomingMessage, response: ServerResponse): boolean => {
		const [path = ''] = (request.url ?? '').split('?', 1);
		const answer = Object.hasOwn(answers, path) ? answers[path] : undefined;
		if (!answer) return false;
		void respond(request, response, answer);
		return true;
	};
}

async function respond(request: IncomingMessage, response: ServerResponse, answer: Answering) {
	const reads = request.method === 'GET' || request.method === 'HEAD';
	const refused: Answer = { status: 405, body: 'This address is only read.' };
	const failed: Answer = { status: 500, body: 'This cannot be answered now.' };
	const { status, body, type = TEXT } = reads ? await answer(request).catch(() => failed) : refused;
	response.writeHead(status, {
		'content-type': type,
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff'
	});
	response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * With a token: everyone who sends it. Without one: programs on this machine, unless the server is behind a proxy.
 */
function mayReadMetrics(
	{ headers, socket }: IncomingMessage,
	{ metricsToken, behindProxy }: OperationsParts
): boolean {
	if (metricsToken !== null) return sameText(headers.authorization ?? '', `Bearer ${metricsToken}`);
	if (behindProxy || FORWARDED.some((name) => headers[name] !== undefined)) return false;
	return LOOPBACK.test(socket.remoteAddress ?? '');
}

/** Compares in constant time, so that the duration does not show how close a guess was. */
function sameText(a: string, b: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(a), digest(b));
}
