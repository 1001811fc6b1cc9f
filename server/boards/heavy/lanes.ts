/** Heavy work that waits for a process. There are two lanes, and in each lane boards take turns. */

export interface Turn {
	/** The owner of the work: a board or a user, '' for the server itself. */
	of: string;
	/** Whether all urgent work comes first. For example, a file to download can wait. */
	canWait: boolean;
}
/** A turn for work that a board waits for. */
export const now = (of = ''): Turn => ({ of, canWait: false });
/** A turn for something that one person wants to view or download. */
export const later = (of = ''): Turn => ({ of, canWait: true });

/** Maximum number of jobs that can wait, queued or in progress, for one board or user. */
const MOST_OF_ONE = 6;

/** One board or user has too many of these jobs. Pages recognize this error by its name. */
export class HeavyBusy extends Error {
	override name = 'HeavyBusy';
	constructor() {
		super('too much heavy work waits for one board or user');
	}
}

/** The job took longer than work that can wait is allowed to take. Pages recognize this error by its name. */
export class HeavyTooMuch extends Error {
	override name = 'HeavyTooMuch';
	constructor() {
		super('heavy work took too long');
	}
}

/** The job needed more memory than a process for heavy work has. Pages recognize this error by its name. */
export class HeavyTooLarge extends Error {
	override name = 'HeavyTooLarge';
	constructor() {
		super('heavy work took too much memory');
	}
}

export class Lanes<Job extends { turn: Turn }> {
	readonly #now = new Map<string, Job[]>();
	readonly #later = new Map<string, Job[]>();
	/** Number of jobs that can wait, queued or in progress, by owner. */
	readonly #asked = new Map<string, number>();
	/** Whether a process runs a job that can wait: such jobs never take more than one process. */
	#laterUnderWay = false;

	/** Throws `HeavyBusy` if the owner already has too many jobs that can wait. */
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
	/** Takes the next job that may start, or null. The caller must report its end. */
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
	/** Removes and returns all waiting jobs. */
	drain(): Job[] {
		const waiting = [this.#now, this.#later].flatMap((lane) => [...lane.values()].flat());
		this.#now.clear();
		this.#later.clear();
		return waiting;
	}
}

/** The owner of the taken job goes to the end of the lane. */
function takeFrom<Job>(lane: Map<string, Job[]>): Job | null {
	for (const [of, [job, ...rest]] of lane) {
		lane.delete(of);
		if (rest.length > 0) lane.set(of, rest);
		return job ?? null;
	}
	return null;
}
