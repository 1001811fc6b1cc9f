/** The page for a person who cannot continue. */
export const errors = {
	closed: 'This is not open to you',
	nothingHere: 'There is nothing at this address',
	tooFast: 'Not so fast',
	failed: 'This did not work',
	full: 'This server is full at the moment',
	broke: 'Something broke on our side',
	brokeLater: 'Your saved work is safe on the server. Try again in a moment.',
	incomplete: 'The link may be incomplete, or the page was never here.',
	fullLater: 'Boards that are open go on, and what was saved on yours is safe.',
	report: 'If you report it, name <id/>.',
	again: 'Try again'
};
