/** Renders a page before anybody waits for one: the first rendering takes several times as long as later ones. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Sends the pages one request for the start page, on a port that nobody else knows. Ignores the response. */
export async function drawFirst(pages: RequestListener): Promise<void> {
	const server = createServer(pages).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
	await answer.arrayBuffer();
	server.close();
}
