import { createContext } from 'svelte';

export interface Toast {
	id: number;
	text: string;
	tone: 'plain' | 'problem';
}

/** Short messages at the foot of the page. */
export class Toasts {
	#list = $state.raw<readonly Toast[]>([]);
	#nextId = 1;

	get list(): readonly Toast[] {
		return this.#list;
	}
	/** Shows a sentence. The same sentence is shown once; at most three are in sight. */
	show(text: string, tone: Toast['tone'] = 'plain') {
		const others = this.#list.filter((toast) => toast.text !== text);
		this.#list = [...others.slice(-2), { id: this.#nextId++, text, tone }];
	}
	dismiss(id: number) {
		this.#list = this.#list.filter((toast) => toast.id !== id);
	}
}

export const [getToasts, setToasts] = createContext<Toasts>();
