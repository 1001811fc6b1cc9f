/** A short sentence about what somebody did, perhaps with a way back. */
export interface Notice {
	id: number;
	text: string;
	undo: (() => void) | null;
	/** What the way back does. */
	way: 'undo' | 'takeBack';
}

/** Long enough to read the sentence and reach the button. */
const SHOWN_MS = 8000;

/** What the page tells about one's own actions: seen at the foot of the wall, or only heard. */
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
	/** Shows a sentence in place of the one before. */
	show(text: string, undo: (() => void) | null = null) {
		this.#shown = { id: this.#nextId++, text, undo, way: 'undo' };
		this.release();
	}
	/** The same of much that was posted at once: it stays until it is answered, dismissed or followed by another. */
	offerTakingBack(text: string, takeBack: () => void) {
		this.keep();
		this.#shown = { id: this.#nextId++, text, undo: takeBack, way: 'takeBack' };
	}
	/** Takes back the offer: what it says is not so any more. */
	withdrawOffer() {
		if (this.#shown?.way === 'takeBack') this.dismiss();
	}
	/** Says what can be seen anyway, for those who hear the page. */
	whisper(text: string) {
		this.#heard = text;
	}
	/** Stops the clock while the notice is under the pointer or has the focus. */
	keep() {
		clearTimeout(this.#timer);
	}
	/** Starts it again. */
	release() {
		this.keep();
		if (this.#shown?.way === 'undo') this.#timer = setTimeout(() => this.dismiss(), SHOWN_MS);
	}
	dismiss() {
		this.keep();
		this.#shown = null;
	}
}
