/** One's own words among those of others. */
export const own = {
	/** Before they are posted, by what the board shows of the writer. */
	shownAs: {
		named: 'It is shown with your name.',
		function: 'It is shown with your function only.',
		anonymous: 'Nobody learns that it is yours.'
	},
	yours: 'yours',
	atYourDesk: 'yours, still at your desk',
	takeBack: 'Take it back'
};
