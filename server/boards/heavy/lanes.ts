/** Heavy work that waits for a process: in two lanes, and in each of them in turns between boards. */

export interface Turn {
	/** Whose work it is: a board or a user, '' for the server itself. */
	of: string;
	/** Whether it can wait for all that cannot, such as a file to take along. */
	canWait: boolean;
}
/** What a board waits for. */
export const now = (of = ''): Turn => ({ of, canWait: false });
/** What one person wants to look at, or to take along. */
export const later = (of = ''): Turn => ({ of, canWait: true });

/** What one board or user may have waiting or under way of work that can wait. */
const MOST_OF_ONE = 6;

/** Too much of this was asked for at once. Pages tell it by its name. */
export class HeavyBusy extends Error {
	override name = 'HeavyBusy';
	constructor() {
		super('too much heavy work waits for one board or user');
	}
}

/** This took more time than what can wait may take. Pages tell it by its name. */
export class HeavyTooMuch extends Error {
	override name = 'HeavyTooMuch';
	constructor() {
		super('heavy work took too long');
	}
}

/** This took more memory than a process of heavy work has. Pages tell it by its name. */
export class HeavyTooLarge extends Error {
	override name = 'HeavyTooLarge';
	constructor() {
		super('heavy work took too much memory');
	}
}

export class Lanes<Job extends { turn: Turn }> {
	readonly #now = new Map<string, Job[]>();
	readonly #later = new Map<string, Job[]>();
	/** Work that can wait, by whose it is, waiting or under way. */
	readonly #asked = new Map<string, number>();
	/** Whether a process does what could wait: it never holds more than one. */
	#laterUnderWay = false;

	/** Throws `HeavyBusy` where the asker has too much of it already. */
	add(job: Job) {
		const { of, canWait } = job.turn;
		const lane = canWait ? this.#later : this.#now;
		if (canWait) {
			const asked = this.#asked.get(of) ?? 0;
			if (of !== '' && asked >= MOST_OF_ONE) throw new HeavyBusy();
			this.#asked.set(of, asked + 1);
		}
		lane.set(of, [...(lane.get(of) ?? []), job]);
	}
	/** Takes the next one that may begin, or null. To be told of its end. */
	next(): Job | null {
		const job = takeFrom(this.#now) ?? (this.#laterUnderWay ? null : takeFrom(this.#later));
		if (job?.turn.canWait) this.#laterUnderWay = true;
		return job;
	}
	ended({ turn: { of, canWait } }: Job) {
		if (!canWait) return;
		this.#laterUnderWay = false;
		const left = (this.#asked.get(of) ?? 1) - 1;
		if (left > 0) this.#asked.set(of, left);
		else this.#asked.delete(of);
	}
	/** Takes all that waits. */
	drain(): Job[] {
		const waiting = [this.#now, this.#later].flatMap((lane) => [...lane.values()].flat());
		this.#now.clear();
		this.#later.clear();
		return waiting;
	}
}

/** Whoever had a turn comes last again. */
function takeFrom<Job>(lane: Map<string, Job[]>): Job | null {
	for (const [of, [job, ...rest]] of lane) {
		lane.delete(of);
		if (rest.length > 0) lane.set(of, rest);
		return job ?? null;
	}
	return null;
}
