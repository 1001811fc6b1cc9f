/** Sessions end and seats change while sockets are open, so the server checks every open socket again. */
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';
import type { Me } from '../../src/lib/workshop/types.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import type { Admission } from './upgrade.ts';

/** A socket that was let in with a seat. */
interface Seated {
	readonly me: Me;
	close(code: number, reason?: ServerSentence): void;
}

export class Readmission {
	readonly #seated = new Map<Seated, () => Promise<Admission>>();
	readonly #timer: NodeJS.Timeout;
	readonly #failed: (error: unknown) => void;

	/** Checks all sockets once in a period. Calls `failed` with the error if a check fails. */
	constructor(periodMs: number, failed: (error: unknown) => void) {
		this.#failed = failed;
		this.#timer = setInterval(() => void this.askAll(), periodMs).unref();
	}
	/** Also checks at once: the seat can have changed while the socket was connecting. */
	watch(socket: Seated, admit: () => Promise<Admission>) {
		this.#seated.set(socket, admit);
		void this.#ask(socket, admit);
	}
	forget(socket: Seated) {
		this.#seated.delete(socket);
	}
	/** Resolves when all sockets are checked. Never rejects. */
	async askAll(): Promise<void> {
		await Promise.all([...this.#seated].map(([socket, admit]) => this.#ask(socket, admit)));
	}
	stop() {
		clearInterval(this.#timer);
	}

	async #ask(socket: Seated, admit: () => Promise<Admission>) {
		try {
			const admission = await admit();
			if (!this.#seated.has(socket)) return;
			if (admission.kind === 'turnedAway') socket.close(admission.code, admission.reason);
			else if (!isSame(admission.me, socket.me)) socket.close(CLOSE.rejoin);
		} catch (error) {
			// If the store does not answer, nobody is thrown out.
			this.#failed(error);
		}
	}
}

const isSame = (a: Me, b: Me) =>
	a.id === b.id && a.role === b.role && a.fn === b.fn && a.name === b.name;
