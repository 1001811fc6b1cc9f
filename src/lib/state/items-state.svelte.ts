import type { Items, SharedRoot } from '$lib/workshop/items/shapes.ts';
import { addItem, changeItem, rate, setEvidence, textOf, type Fields } from '$lib/wall/items.ts';
import { cleanText } from '$lib/workshop/clean-text.ts';
import { orderBehind } from '$lib/workshop/items/order.ts';
import type { Rating } from '$lib/workshop/types.ts';
import { newOrderedId } from './ids.ts';
import type { WallView } from './wall-view.ts';

export interface ItemsRules {
	/** The current wall. */
	view(): WallView;
	/** Whether this person may write these items now. If not, changes have no effect. */
	mayWrite(): boolean;
}

const cleaned = <F extends object>(fields: F): F =>
	Object.fromEntries(
		Object.entries(fields).map(([key, value]: [string, unknown]) => [
			key,
			typeof value === 'string' ? cleanText(value) : value
		])
	) as F;

/** The items of one kind that a group writes together, as components read and change them. */
export class ItemsState<R extends SharedRoot> {
	readonly #root: R;
	readonly #rules: ItemsRules;

	constructor(root: R, rules: ItemsRules) {
		this.#root = root;
		this.#rules = rules;
	}

	/** The items that are not archived, in their order. */
	get all(): Items[R][] {
		return this.#rules.view().items(this.#root);
	}
	/** An item, archived ones too, or null. */
	get(id: string): Items[R] | null {
		return this.#rules.view().item(this.#root, id);
	}
	/**
	 * Adds an item after the others, unless its order is given. The fields name the item that it belongs to. Returns
	 * its id, or '' if this person may not write now.
	 */
	add(fields: Fields<R>): string {
		if (!this.#rules.mayWrite()) return '';
		const id = newOrderedId(Date.now());
		const order = orderBehind(
			this.all.map((item) => ({ id: item.id, order: 'order' in item ? String(item.order) : '' }))
		);
		addItem(this.#wall, this.#root, id, cleaned(order === '' ? fields : { order, ...fields }));
		return id;
	}
	/** Changes fields that are not texts; null removes a value. */
	change(id: string, fields: Fields<R>) {
		if (this.#rules.mayWrite()) changeItem(this.#wall, this.#root, id, cleaned(fields));
	}
	archive(id: string, archived = true) {
		this.change(id, { archived } as Fields<R>);
	}
	/** The text of a field that several people write at once; null if it is missing. */
	text(id: string, field: string) {
		return textOf(this.#wall, this.#root, id, field);
	}

	get #wall() {
		return this.#rules.view().wall;
	}
}

/** Options have cells beside their fields: one per requirement. */
export class OptionsState extends ItemsState<'options'> {
	readonly #rules: ItemsRules;

	constructor(rules: ItemsRules) {
		super('options', rules);
		this.#rules = rules;
	}
	rate(option: string, requirement: string, rating: Rating) {
		if (this.#rules.mayWrite()) rate(this.#rules.view().wall, option, requirement, rating);
	}
	setEvidence(option: string, requirement: string, evidence: string) {
		if (this.#rules.mayWrite())
			setEvidence(this.#rules.view().wall, option, requirement, cleanText(evidence));
	}
}
