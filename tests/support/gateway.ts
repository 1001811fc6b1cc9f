/** A gateway between a browser and the server, such as a proxy or a hotel network with a login page. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Gateway {
	url: string;
	/** Responds to every request with this status line and these headers from now on; null lets the server respond. */
	answerWith(answer: string | null): void;
	dispose(): Promise<void>;
}

const BODY = 'content-type: text/plain\r\ncontent-length: 10\r\n\r\nNot today.';

export async function startGateway(server: string): Promise<Gateway> {
	const { hostname, port } = new URL(server);
	const open = new Set<Socket>();
	let answer: string | null = null;
	const gateway = createServer((socket) => {
		open.add(socket);
		socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
		if (answer !== null) {
			socket.once('data', () => socket.end(`HTTP/1.1 ${answer}\r\n${BODY}`));
			return;
		}
		const upstream = connect(Number(port), hostname);
		upstream.on('error', () => socket.destroy());
		socket.on('close', () => upstream.destroy());
		upstream.on('close', () => socket.destroy());
		socket.pipe(upstream).pipe(socket);
	});
	await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
	const close = () => {
		for (const socket of open) socket.destroy();
	};
	return {
		url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
		answerWith: (next) => {
			answer = next;
			close();
		},
		dispose: () => {
			close();
			return new Promise((resolve) => gateway.close(() => resolve()));
		}
	};
}
