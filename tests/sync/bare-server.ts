/** The whole server without the built pages, so that tests of live boards need no build. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';

const app = createApp(readConfig(process.env));
const server = createServer((request, response) => {
	if (!app.operate(request, response)) response.writeHead(404).end();
});
server.on('upgrade', (request, socket, head) => app.upgrade(request, socket, head));
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
	console.log(`Groundwork is ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
