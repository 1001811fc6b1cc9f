/**
 * Whether a key belongs to a character that is being composed, as in Japanese: it is no command yet. Safari says so by
 * the key code alone, for the Enter that ends the composition.
 */
export const isComposing = ({ isComposing, keyCode }: KeyboardEvent): boolean =>
	isComposing || keyCode === 229;
