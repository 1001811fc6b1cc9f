/** Sessions end and seats change while sockets are open: whoever is let in is asked for again. */
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';
import type { Me } from '../../src/lib/workshop/types.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import type { Admission } from './upgrade.ts';

/** A socket that was let in as somebody. */
interface Seated {
	readonly me: Me;
	close(code: number, reason?: ServerSentence): void;
}

export class Readmission {
	readonly #seated = new Map<Seated, () => Promise<Admission>>();
	readonly #timer: NodeJS.Timeout;
	readonly #failed: (error: unknown) => void;

	/** All are asked for once in a period; `failed` hears of those for whom nobody could be asked. */
	constructor(periodMs: number, failed: (error: unknown) => void) {
		this.#failed = failed;
		this.#timer = setInterval(() => void this.askAll(), periodMs).unref();
	}
	/** Also asks at once: the seat may have changed while the socket was on its way in. */
	watch(socket: Seated, admit: () => Promise<Admission>) {
		this.#seated.set(socket, admit);
		void this.#ask(socket, admit);
	}
	forget(socket: Seated) {
		this.#seated.delete(socket);
	}
	/** Resolves when everybody was asked for. Never rejects. */
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
			// A store that cannot be asked throws nobody out.
			this.#failed(error);
		}
	}
}

const isSame = (a: Me, b: Me) =>
	a.id === b.id && a.role === b.role && a.fn === b.fn && a.name === b.name;
