/**
 * Runs attacks in a separate process. In the measuring process, an attacker's work would delay the writers no
 * matter what the server does.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ArenaParts } from './arena.ts';
import type { Told, Order } from './process.ts';

const PROCESS = fileURLToPath(new URL('process.ts', import.meta.url));

export class Attacker {
	readonly #process: ChildProcess;

	private constructor(process: ChildProcess) {
		this.#process = process;
	}
	/** Resolves when the attack with this name is prepared. */
	static async start(attack: string, parts: ArenaParts): Promise<Attacker> {
		const child = fork(PROCESS, { serialization: 'advanced' });
		// Real attackers use their own machines. Here they only get the processor time that the others leave.
		if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
		const attacker = new Attacker(child);
		await attacker.#ask({ kind: 'prepare', attack, parts });
		return attacker;
	}
	begin() {
		this.#say({ kind: 'run' });
	}
	/** Ends the attack. Returns a short summary of how much it did. */
	async end(): Promise<string> {
		const did = await this.#ask({ kind: 'end' });
		this.#process.disconnect();
		return did;
	}

	async #ask(order: Order): Promise<string> {
		const answer = once(this.#process, 'message');
		this.#say(order);
		const [told] = (await answer) as [Told];
		return told.did;
	}
	#say(order: Order) {
		this.#process.send(order);
	}
}
