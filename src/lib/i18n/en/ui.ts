/** Components that are on every page. */
import { format } from './format.ts';

export const ui = {
	cancel: 'Cancel',
	close: 'Close',
	save: 'Save',
	undo: 'Undo',
	/** Removes a short message from the page. */
	dismiss: 'Dismiss',
	/** For a line that was typed into a field. */
	unsaved: 'Not saved yet. Enter saves it, Escape drops it.',
	notLoaded: 'This could not be loaded. Try again when you are back online.',
	partNotLoaded: 'This part of the page could not be loaded. Nothing was changed.',
	newVersion:
		'There is a new version of Groundwork. Load the page anew to go on: what you typed is kept.',
	reload: 'Reload',
	/** A person without a name who writes in a text. */
	somebody: 'Somebody',
	/** The number of remaining characters. */
	left: (n: number) => `${format.number(n)} left`
};
