/** A page that is drawn before anybody waits for one: the first costs several times as much as those after it. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Has the pages answer one request for the start page, which nobody else can send. Ignores what they answer. */
export async function drawFirst(pages: RequestListener): Promise<void> {
	const server = createServer(pages).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
	await answer.arrayBuffer();
	server.close();
}
