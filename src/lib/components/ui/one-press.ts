/**
 * A button whose meaning changes once it is pressed takes a double click, or a key that is held down, as one press:
 * spread it over the button. `run` is called with the first click only.
 */
export const onePress = (run: () => unknown) => ({
	onclick: (event: MouseEvent) => {
		if (event.detail < 2) run();
	},
	onkeydown: (event: KeyboardEvent) => {
		if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
	}
});
