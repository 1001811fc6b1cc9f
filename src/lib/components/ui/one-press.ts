/**
 * For a button whose meaning changes when it is pressed: treats a double click or a held key as one press. Spread the
 * result on the button. Only the first click calls `run`.
 */
export const onePress = (run: () => unknown) => ({
	onclick: (event: MouseEvent) => {
		if (event.detail < 2) run();
	},
	onkeydown: (event: KeyboardEvent) => {
		if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
	}
});
