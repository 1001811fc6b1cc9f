import { createContext } from 'svelte';

export interface Toast {
	id: number;
	text: string;
	tone: 'plain' | 'problem';
}

/** Short messages at the bottom of the page. */
export class Toasts {
	#list = $state.raw<readonly Toast[]>([]);
	#nextId = 1;
	/** Elements at the bottom of the window that people press or read. */
	readonly #standing = new Set<Element>();
	#clearance = $state(0);

	get list(): readonly Toast[] {
		return this.#list;
	}
	/** Shows a sentence. A repeated sentence appears once; at most three are visible. */
	show(text: string, tone: Toast['tone'] = 'plain') {
		const others = this.#list.filter((toast) => toast.text !== text);
		this.#list = [...others.slice(-2), { id: this.#nextId++, text, tone }];
	}
	/** Pixels that toasts leave free at the bottom of the window. */
	get clearance(): number {
		return this.#clearance;
	}
	/** Keeps toasts above an element while that is in the lower half of the window. */
	readonly keepClearOf = (element: HTMLElement): (() => void) => {
		const observer = new ResizeObserver(() => this.#measure());
		this.#standing.add(element);
		observer.observe(element);
		observer.observe(document.documentElement);
		return () => {
			observer.disconnect();
			this.#standing.delete(element);
			this.#measure();
		};
	};
	#measure() {
		const tops = [...this.#standing].map((element) => element.getBoundingClientRect().top);
		const low = tops.filter((top) => top > innerHeight / 2 && top < innerHeight);
		this.#clearance = innerHeight - Math.min(innerHeight, ...low);
	}
	dismiss(id: number) {
		this.#list = this.#list.filter((toast) => toast.id !== id);
	}
}

export const [getToasts, setToasts] = createContext<Toasts>();
