/** What operators and their programs ask of a server: is it alive, should it get people, how does it do. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

export interface OperationsParts {
	/** Whether the store can be read. */
	alive(): Promise<boolean>;
	readiness: Readiness;
	metrics: Metrics;
	/** Opens the metrics; without one they are for programs on this machine. */
	metricsToken: string | null;
	/** Behind a proxy everybody seems to be on this machine. */
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

/** With a token: whoever has it. Without one: programs on this machine, as long as no proxy is one. */
function mayReadMetrics(
	{ headers, socket }: IncomingMessage,
	{ metricsToken, behindProxy }: OperationsParts
): boolean {
	if (metricsToken !== null) return sameText(headers.authorization ?? '', `Bearer ${metricsToken}`);
	if (behindProxy || FORWARDED.some((name) => headers[name] !== undefined)) return false;
	return LOOPBACK.test(socket.remoteAddress ?? '');
}

/** Takes as long for a nearly right guess as for a wrong one. */
function sameText(a: string, b: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(a), digest(b));
}
