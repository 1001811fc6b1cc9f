/** Starts Groundwork: one HTTP server with the built pages and the live boards. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { createApp, type App } from './app.ts';
import { ConfigError } from './config-error.ts';
import { readConfig, type Config } from './config.ts';
import { drawFirst } from './first-drawing.ts';
import { loadModules } from './load-modules.ts';
import { logRequest } from './log.ts';
import { MOST_BODY_BYTES } from './requests/bodies.ts';
import { ADDRESS_HEADER } from './requests/door.ts';
import { answerUnreadable } from './requests/unreadable.ts';
import type { Services } from './services.ts';

/** Longer than the idle timeout of common proxies, so that the proxy closes an idle connection, not this server. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** Interval between checks for requests that take too long to arrive. */
const TIMES_CHECK_MS = 1_000;
/** How long a stop waits for responses in progress. */
const DRAIN_MS = 5_000;

type Incoming = IncomingMessage & { services?: Services };
type Handler = (request: IncomingMessage, response: ServerResponse) => void;
type Server = ReturnType<typeof createServer>;

/** SvelteKit's handler reads its own environment variables when it is loaded. */
async function loadPages(config: Config): Promise<Handler> {
	process.env.BODY_SIZE_LIMIT = String(MOST_BODY_BYTES);
	process.env.ADDRESS_HEADER = ADDRESS_HEADER;
	if (config.origin === null) {
		// Compose files can set an empty ORIGIN. We treat it as unset; the handler would take it for an invalid
		// address.
		delete process.env.ORIGIN;
		process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
	} else process.env.ORIGIN = config.origin;
	const built = (await import(new URL('../build/handler.js', import.meta.url).href)) as {
		handler: Handler;
	};
	await loadModules(new URL('../build/server/', import.meta.url));
	return built.handler;
}

/** Only these upgrade requests go to live boards. Any other is handled as a plain request. */
const isLive = ({ url }: IncomingMessage) => url?.startsWith('/live/') === true;

function serve(app: App, pages: Handler, { limits }: Config): Server {
	const { services } = app;
	const times = {
		headersTimeout: limits.headersMs,
		requestTimeout: Math.max(limits.headersMs, limits.bodyMs),
		connectionsCheckingInterval: TIMES_CHECK_MS,
		keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS
	};
	const options = { ...times, shouldUpgradeCallback: isLive };
	const server = createServer(options, (request: Incoming, response) => {
		// This server speaks plain HTTP. If a header claims https, it comes from a proxy, and ORIGIN should name
		// its address.
		request.headers['x-forwarded-proto'] = 'http';
		// Files are small and sent whole. An invalid range breaks the code that sends parts.
		delete request.headers.range;
		request.services = services;
		if (app.operate(request, response)) return;
		logRequest(services.log, request, response);
		if (app.stopping) sayRestarting(response);
		else if (!app.refuse(request, response)) pages(request, response);
	});
	server.on('upgrade', (request, socket, head) => app.upgrade(request, socket, head));
	answerUnreadable(server);
	return server;
}

/** The port stays ours until the process ends. New requests are told to try again. */
function sayRestarting(response: ServerResponse) {
	response.writeHead(503, {
		'content-type': 'text/plain; charset=utf-8',
		'retry-after': '2',
		connection: 'close'
	});
	response.end('Groundwork restarts. Please load this page again in a moment.');
}

/** Resolves with the port. Rejects with a readable message if the port or the host cannot be used. */
async function listen(server: Server, { port, host }: Config): Promise<number> {
	// "localhost" may resolve to ::1 only. Browsers also try 127.0.0.1 for it, and some people type the number.
	server.listen(port, host === 'localhost' ? '127.0.0.1' : host);
	try {
		await once(server, 'listening');
	} catch (error) {
		throw new ConfigError(whyNotListening(error, port, host), { cause: error });
	}
	return (server.address() as AddressInfo).port;
}

function whyNotListening(error: unknown, port: number, host: string): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE') {
		return `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`;
	}
	if (code === 'EACCES') return `Port ${port} needs rights that this account does not have.`;
	return `Groundwork cannot listen on HOST=${host} (${String(code)}). Try HOST=localhost or HOST=0.0.0.0.`;
}

function announce({ host, origin }: Config, port: number) {
	const open = host === '0.0.0.0' || host === '::';
	const name = open ? 'localhost' : host.includes(':') ? `[${host}]` : host;
	console.log(`Groundwork is ready at http://${name}:${port}`);
	if (origin !== null) console.log(`Public address: ${origin}`);
	else if (open) announceToNetwork(port);
}

/** Prints the addresses that others on the network can type in. */
function announceToNetwork(port: number) {
	const others = Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ family, internal }) => family === 'IPv4' && !internal);
	for (const { address } of others)
		console.log(`Others in your network: http://${address}:${port}`);
}

/** Ends the process on a signal: finishes the responses in progress, then commits and closes. */
function stopOnSignals(server: Server, app: App) {
	const underWay = new Set<ServerResponse>();
	server.on('request', (_, response) => {
		underWay.add(response);
		response.once('close', () => underWay.delete(response));
	});
	const stop = async () => {
		// Health checks report the stop at once. The server keeps listening until everything is committed.
		app.beginStop();
		const answered = [...underWay].map(
			(response) => new Promise((resolve) => response.once('close', resolve))
		);
		await Promise.race([Promise.all(answered), setTimeout(DRAIN_MS)]);
		await app.close();
		server.close();
	};
	const failed = (err: unknown) => {
		app.services.log.error({ err }, 'stopping failed');
		process.exit(1);
	};
	let stopping = false;
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.on(signal, () => {
			// Ctrl+C sends two signals to this process: one from the terminal and one from `npm start`.
			if (stopping) return;
			stopping = true;
			stop().then(() => process.exit(0), failed);
		});
	}
}

/** An error in one request must not end the process or other people's connections. */
function surviveFaults({ services }: App) {
	process.on('uncaughtException', (err) => services.log.error({ err }, 'uncaught exception'));
	process.on('unhandledRejection', (err) => services.log.error({ err }, 'unhandled rejection'));
}

async function main() {
	const config = readConfig(process.env);
	const app = createApp(config);
	try {
		const pages = await loadPages(config);
		await drawFirst((request: Incoming, response) => {
			request.services = app.services;
			pages(request, response);
		});
		const server = serve(app, pages, config);
		stopOnSignals(server, app);
		const port = await listen(server, config);
		surviveFaults(app);
		announce(config, port);
	} catch (error) {
		await app.close();
		throw error;
	}
}

try {
	await main();
} catch (error) {
	// Errors in the data folder or the settings are printed as one sentence, without a stack.
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
