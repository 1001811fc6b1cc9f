/** A bare y-websocket relay in memory with one write per message. The bench compares the server with it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

const rooms = new Map<string, Set<WebSocket>>();
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on('connection', (socket, request) => {
	const path = request.url ?? '';
	const room = rooms.get(path) ?? new Set();
	rooms.set(path, room.add(socket));
	socket.on('message', (data, binary) => {
		for (const other of room) if (other !== socket) other.send(data, { binary });
	});
	socket.on('close', () => room.delete(socket));
});
http.listen(0, '127.0.0.1', () => {
	console.log(`ready at http://127.0.0.1:${(http.address() as AddressInfo).port}`);
});
