/**
 * Whether a key press belongs to a character that is being composed, as in Japanese; it is then no command. For the
 * Enter that ends a composition, Safari shows this only in the key code.
 */
export const isComposing = ({ isComposing, keyCode }: KeyboardEvent): boolean =>
	isComposing || keyCode === 229;
