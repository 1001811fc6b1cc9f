/** Pieces that stand on every page. */
import { format } from './format.ts';

export const ui = {
	cancel: 'Cancel',
	close: 'Close',
	save: 'Save',
	undo: 'Undo',
	/** Takes a short message off the page. */
	dismiss: 'Dismiss',
	/** Of a line that was typed into a field. */
	unsaved: 'Not saved yet. Enter saves it, Escape drops it.',
	notLoaded: 'This could not be loaded. Try again when you are back online.',
	partNotLoaded: 'This part of the page could not be loaded. Nothing was changed.',
	newVersion:
		'There is a new version of Groundwork. Load the page anew to go on: what you typed is kept.',
	reload: 'Reload',
	/** Whoever writes in a text, without a name. */
	somebody: 'Somebody',
	/** Characters that still fit. */
	left: (n: number) => `${format.number(n)} left`
};
