/** Pieces that stand on every page. */
export const ui = {
	cancel: 'Cancel',
	close: 'Close',
	save: 'Save',
	undo: 'Undo'
};
