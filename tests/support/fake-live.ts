/** The live documents in memory, without sockets and without a store. */
import type { Live } from '../../server/sync/live.ts';
import { Desk } from '../../src/lib/wall/desk.ts';
import { Wall } from '../../src/lib/wall/wall.ts';

export class FakeLive implements Live {
	readonly walls = new Map<string, Wall>();
	readonly desks = new Map<string, Desk>();
	readonly onlineOn = new Map<string, Set<string>>();
	/** Boards whose stage was pushed, in order. */
	readonly pushes: string[] = [];
	readonly disconnects: { board: string; participant: string; code: number }[] = [];
	/** Server writes of walls so far. */
	writes = 0;
	/** While set, commits fail. */
	broken = false;

	wall(board: string): Wall {
		const wall = this.walls.get(board) ?? new Wall();
		this.walls.set(board, wall);
		return wall;
	}
	desk(board: string, participant: string): Desk {
		const key = `${board}:${participant}`;
		const desk = this.desks.get(key) ?? new Desk();
		this.desks.set(key, desk);
		return desk;
	}

	upgrade() {
		throw new Error('the fake takes no connections');
	}
	async readWall<T>(board: string, read: (wall: Wall) => T): Promise<T> {
		await Promise.resolve();
		return read(this.wall(board));
	}
	async writeWall<T>(board: string, write: (wall: Wall) => T): Promise<T> {
		await Promise.resolve();
		if (this.broken) throw new Error('disk is full');
		this.writes++;
		return write(this.wall(board));
	}
	async readDesk<T>(board: string, participant: string, read: (desk: Desk) => T): Promise<T> {
		await Promise.resolve();
		return read(this.desk(board, participant));
	}
	async encodedWall(board: string): Promise<Uint8Array> {
		return this.readWall(board, (wall) => wall.encode());
	}
	async encodedDesk(board: string, participant: string): Promise<Uint8Array> {
		return this.readDesk(board, participant, (desk) => desk.encode());
	}
	online(board: string): ReadonlySet<string> {
		return this.onlineOn.get(board) ?? new Set();
	}
	pushStage(board: string) {
		this.pushes.push(board);
	}
	disconnect(board: string, participant: string, code: number) {
		this.disconnects.push({ board, participant, code });
	}
	gauges() {
		return { rooms: this.walls.size, connections: 0, bufferedBytes: 0, logBytes: 0 };
	}
	async close() {
		await Promise.resolve();
	}
}
