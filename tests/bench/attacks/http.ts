/** Programs that send HTTP requests endlessly, from outside and with a seat. After a refusal they go on. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { writeRecord } from '../../../src/lib/workshop/board-file/record.ts';
import { fullestBoard } from '../../support/fullest-board.ts';
import type { Arena, Attack, Seat } from './arena.ts';

/** Simultaneous requests: as many as a browser would open. */
const TOGETHER = 6;
const TABLE_ROWS = 50;
/** Node can parse forms whose boundary is as long as a browser's. */
const BOUNDARY = 'x'.repeat(30);

/** Sends requests until the attack is over. `ask` sends the next one and returns the status of the response. */
async function ceaselessly(arena: Arena, ask: (at: number) => Promise<number>): Promise<string> {
	const answers = { taken: 0, refused: 0 };
	let asked = 0;
	const lane = async () => {
		while (!arena.isOver()) {
			const status = await ask(asked++).catch(() => 0);
			if (status >= 200 && status < 400) answers.taken++;
			else answers.refused++;
		}
	};
	await Promise.all(Array.from({ length: TOGETHER }, lane));
	return `${answers.taken.toLocaleString('en')} done, ${answers.refused.toLocaleString('en')} refused`;
}

const originOf = ({ url }: Seat) => new URL(url.replace('ws', 'http')).origin;
const boardOf = ({ url }: Seat) => new URL(url).pathname.split('/').at(-1) ?? '';

async function post(seat: Seat, path: string, body: string, type: string, cookie = '') {
	const origin = originOf(seat);
	const headers = { origin, accept: 'text/html', 'content-type': type, cookie };
	const answer = await fetch(origin + path, { method: 'POST', headers, body, redirect: 'manual' });
	await answer.arrayBuffer();
	return answer.status;
}
const FORM = 'application/x-www-form-urlencoded';
const JSON_BODY = 'application/json';
const cookieOf = ({ headers }: Seat) => headers['cookie'] ?? '';

function seatAt(seats: readonly Seat[], at: number): Seat {
	const seat = seats[at % seats.length];
	if (!seat) throw new Error('an arena without a seat');
	return seat;
}

const samplesInALoop: Attack = {
	name: 'samples in a loop',
	asksPages: true,
	run: (arena) =>
		ceaselessly(arena, (at) => post(seatAt(arena.participants, at), '/?/sample', '', FORM))
};

/** Sends one board file again and again from all seats. */
function sendCeaselessly(arena: Arena, file: string): Promise<string> {
	const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="board.json"\r\ncontent-type: application/json\r\n\r\n`;
	const type = `multipart/form-data; boundary=${BOUNDARY}`;
	const body = `${head}${file}\r\n--${BOUNDARY}--\r\n`;
	return ceaselessly(arena, (at) =>
		post(seatAt(arena.participants, at), '/start?/fromExport', body, type)
	);
}
/** With as many people as a board can have. Each becomes a row in the database. */
const boardFilesInALoop: Attack = {
	name: 'boards of 400 people out of files',
	asksPages: true,
	run: async (arena) => sendCeaselessly(arena, await boardOfMany(seatAt(arena.facilitators, 0)))
};
/** As large as the server accepts. */
const largestFilesInALoop: Attack = {
	name: 'board files of 40 MB in a loop',
	asksPages: true,
	run: (arena) => sendCeaselessly(arena, writeRecord(fullestBoard('n')))
};

async function boardOfMany(seat: Seat): Promise<string> {
	const path = `/b/${boardOf(seat)}/export/json`;
	const answer = await fetch(originOf(seat) + path, { headers: { cookie: cookieOf(seat) } });
	const board = (await answer.json()) as {
		stage: { attribution: string };
		people: unknown[];
	};
	board.stage.attribution = 'named';
	board.people = Array.from({ length: LIMITS.peoplePerBoard }, (_, at) => ({
		id: `person-${at}`,
		name: `Person ${at}`,
		fn: 'sales'
	}));
	return JSON.stringify(board);
}

/** As many as fit on a board. Each comes without a session and becomes a guest. */
const STRANGERS = LIMITS.peoplePerBoard;
const joinsInALoop: Attack = {
	name: 'strangers who join, mistype and guess',
	asksPages: true,
	async run(arena) {
		let strangers = 0;
		let seated = 0;
		const did = await ceaselessly(arena, async (at) => {
			const seat = seatAt(arena.participants, at);
			const mallory = `name=Mallory+${at}&fn=sales`;
			if (at % 3 === 0 && strangers < STRANGERS) {
				strangers++;
				const status = await post(seat, `/j/${seat.link}`, mallory, FORM);
				if (status === 303) seated++;
				return status;
			}
			if (at % 3 === 1) return post(seat, '/?/code', 'code=BCDFGH', FORM);
			return post(seat, `/j/${'x'.repeat(22)}`, mallory, FORM);
		});
		return `${did}; of ${strangers} strangers with the link ${seated} took a seat`;
	}
};

const importsInALoop: Attack = {
	name: 'imports in a loop',
	asksPages: true,
	run: (arena) =>
		ceaselessly(arena, (at) => {
			const seat = seatAt(arena.facilitators, at);
			const rows = Array.from({ length: TABLE_ROWS }, (_, row) => ({
				text: `Row ${row} of ${at}`,
				fn: 'Sales',
				cluster: ''
			}));
			const body = JSON.stringify({ id: `import-${at}`, kind: 'problem', rows });
			return post(seat, `/b/${boardOf(seat)}/import`, body, JSON_BODY, cookieOf(seat));
		})
};

/**
 * Goes to the next step and back on a board of 6,000 notes that changes each time. Each finished step is saved as a
 * version.
 */
const stepChangesInALoop: Attack = {
	name: 'step changes on 6,000 notes',
	asksPages: true,
	run: (arena) =>
		ceaselessly(arena, async (at) => {
			const seat = seatAt(arena.full, at);
			const run = (command: object) => {
				const body = JSON.stringify({ ...command, id: randomUUID() });
				return post(seat, `/b/${boardOf(seat)}/commands`, body, JSON_BODY, cookieOf(seat));
			};
			const reviewOn = `2027-01-${String((at % 28) + 1).padStart(2, '0')}`;
			await run({ kind: 'setReview', reviewOn });
			return run({ kind: 'goToStep', step: arena.fullSteps[at % arena.fullSteps.length] });
		})
};

/**
 * Files of a board with as much content as boards can have. The client never reads them, so they stay on the
 * server.
 */
const filesUntaken: Attack = {
	name: 'files that nobody takes',
	asksPages: true,
	async run(arena) {
		const held: Socket[] = [];
		let asked = 0;
		const lane = async () => {
			while (!arena.isOver()) {
				const seat = seatAt(arena.large, asked++);
				const lines = [
					`GET /b/${boardOf(seat)}/export/json HTTP/1.1`,
					`Host: ${new URL(originOf(seat)).host}`,
					`Cookie: ${cookieOf(seat)}`
				];
				const socket = arena.dial(`${lines.join('\r\n')}\r\n\r\n`);
				held.push(socket);
				await Promise.race([once(socket, 'data'), once(socket, 'close'), setTimeout(1_000)]);
				socket.pause();
			}
		};
		await Promise.all(Array.from({ length: TOGETHER }, lane));
		const left = held.filter(({ closed }) => !closed).length;
		for (const socket of held) socket.destroy();
		return `${asked.toLocaleString('en')} asked for, ${left.toLocaleString('en')} still open`;
	}
};

/** Pages of a board that the server renders anew for each request. */
const pagesInALoop: Attack = {
	name: 'pages in a loop',
	asksPages: true,
	run: (arena) =>
		ceaselessly(arena, async (at) => {
			const seat = seatAt([...arena.participants, ...arena.facilitators], at);
			const headers = { accept: 'text/html', cookie: cookieOf(seat) };
			const answer = await fetch(`${originOf(seat)}/b/${boardOf(seat)}`, { headers });
			await answer.arrayBuffer();
			return answer.status;
		})
};

export const HTTP_ATTACKS: readonly Attack[] = [
	samplesInALoop,
	boardFilesInALoop,
	largestFilesInALoop,
	joinsInALoop,
	importsInALoop,
	stepChangesInALoop,
	pagesInALoop,
	filesUntaken
];
