/** A short sentence about an action, with an optional undo. */
export interface Notice {
	id: number;
	text: string;
	undo: (() => void) | null;
	/** What the button does. */
	way: 'undo' | 'takeBack';
}

/** Long enough to read the sentence and reach the button. */
const SHOWN_MS = 8000;

/** Messages about one's own actions: shown at the bottom of the wall, or only read aloud. */
export class Notices {
	#shown = $state.raw<Notice | null>(null);
	#heard = $state('');
	#nextId = 1;
	#timer: ReturnType<typeof setTimeout> | undefined;

	get shown(): Notice | null {
		return this.#shown;
	}
	/** Text for the live region only. */
	get heard(): string {
		return this.#heard;
	}
	/** Shows a sentence in place of the previous one. */
	show(text: string, undo: (() => void) | null = null) {
		this.#shown = { id: this.#nextId++, text, undo, way: 'undo' };
		this.release();
	}
	/** Offers to take back notes that were posted together: the offer stays until it is used, dismissed or replaced. */
	offerTakingBack(text: string, takeBack: () => void) {
		this.keep();
		this.#shown = { id: this.#nextId++, text, undo: takeBack, way: 'takeBack' };
	}
	/** Withdraws the offer, because its sentence is no longer true. */
	withdrawOffer() {
		if (this.#shown?.way === 'takeBack') this.dismiss();
	}
	/** Tells people who use a screen reader about a visible change. */
	whisper(text: string) {
		this.#heard = text;
	}
	/** Pauses the timer while the notice is under the pointer or has the focus. */
	keep() {
		clearTimeout(this.#timer);
	}
	/** Restarts the timer. */
	release() {
		this.keep();
		if (this.#shown?.way === 'undo') this.#timer = setTimeout(() => this.dismiss(), SHOWN_MS);
	}
	dismiss() {
		this.keep();
		this.#shown = null;
	}
}
