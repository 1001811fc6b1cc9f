/** The live documents in memory, without sockets and without a store. */
import type { Live, WallWrite } from '../../server/sync/live.ts';
import { Desk } from '../../src/lib/wall/desk.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import type { Store } from '../../server/store/store.ts';
import { nameOf, rebuild } from '../../server/sync/documents.ts';

export class FakeLive implements Live {
	readonly walls = new Map<string, Wall>();
	readonly desks = new Map<string, Desk>();
	readonly onlineOn = new Map<string, Set<string>>();
	/** Boards whose stage was pushed, in order. */
	readonly pushes: string[] = [];
	/** Epochs that were started, in order. */
	readonly begun: { board: string; epoch: number }[] = [];
	/** The current epoch of a board. */
	epochOf: (board: string) => number = () => 1;
	/** The current epoch of a board's desks. */
	deskEpochOf: (board: string) => number = () => 1;
	/** The store from which documents of later epochs are loaded. */
	store: Store | null = null;
	readonly disconnects: { board: string; participant: string; code: number }[] = [];
	/** Number of wall reads on the event loop so far. */
	reads = 0;
	/** Size of each batch of writes. */
	readonly together: number[] = [];
	/** Number of walls written by the server so far. */
	writes = 0;
	/** Makes commits fail while it is set. */
	broken = false;

	wall(board: string): Wall {
		const name = this.#nameOf(board);
		const wall = this.walls.get(name) ?? new Wall();
		this.walls.set(name, wall);
		return wall;
	}
	async #load(board: string): Promise<Wall> {
		const name = this.#nameOf(board);
		const stored = this.walls.has(name) ? null : await this.store?.loadDocument(name);
		const wall = this.wall(board);
		if (stored) rebuild(wall.doc, stored);
		return wall;
	}
	#nameOf(board: string): string {
		return nameOf({ kind: 'wall', board, epoch: this.epochOf(board) });
	}
	desk(board: string, participant: string): Desk {
		const name = this.#deskName(board, participant);
		const desk = this.desks.get(name) ?? new Desk();
		this.desks.set(name, desk);
		return desk;
	}
	async #loadDesk(board: string, participant: string): Promise<Desk> {
		const name = this.#deskName(board, participant);
		const stored = this.desks.has(name) ? null : await this.store?.loadDocument(name);
		const desk = this.desk(board, participant);
		if (stored) rebuild(desk.doc, stored);
		return desk;
	}
	#deskName(board: string, participant: string): string {
		return nameOf({ kind: 'desk', board, participant, epoch: this.deskEpochOf(board) });
	}

	upgrade() {
		throw new Error('the fake takes no connections');
	}
	async readWall<T>(board: string, read: (wall: Wall) => T): Promise<T> {
		this.reads++;
		return read(await this.#load(board));
	}
	async writeWall<T>(board: string, write: (wall: Wall) => T): Promise<T> {
		const wall = await this.#load(board);
		if (this.broken) throw new Error('disk is full');
		this.writes++;
		return write(wall);
	}
	/** Number of structs that were written for each participant. */
	readonly added = new Map<string, number>();
	/** Participants who have used up their share of the wall. */
	readonly spent = new Set<string>();
	async writeWallTogether<T>(board: string, writes: readonly WallWrite<T>[]): Promise<T[]> {
		this.together.push(writes.length);
		const made: T[] = [];
		for (const { write, added } of writes) {
			made.push(await this.writeWall(board, write));
			for (const { participant, structs } of added)
				this.added.set(participant, (this.added.get(participant) ?? 0) + structs);
		}
		return made;
	}
	async overShare(_board: string, participants: readonly string[]): Promise<ReadonlySet<string>> {
		return Promise.resolve(new Set(participants.filter((id) => this.spent.has(id))));
	}
	async readDesk<T>(board: string, participant: string, read: (desk: Desk) => T): Promise<T> {
		return read(await this.#loadDesk(board, participant));
	}
	async copyWall(board: string): Promise<Uint8Array[]> {
		return [(await this.#load(board)).encode()];
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
	async sessionsEnded() {
		await Promise.resolve();
	}
	isFull = false;
	gauges() {
		return {
			...{ rooms: this.walls.size, connections: 0, bufferedBytes: 0, logBytes: 0 },
			...{ memoryBytes: 0, memoryLimitBytes: 0 }
		};
	}
	/** Boards whose desks were started anew, in order. */
	readonly begunDesks: string[] = [];
	beginDesks(board: string) {
		this.begunDesks.push(board);
	}
	beginEpoch(board: string) {
		this.begun.push({ board, epoch: this.epochOf(board) });
	}
	async close() {
		await Promise.resolve();
	}
}
