/** Why the server does not take a request. */
export const requests = {
	notOnBoard: 'You are not on this board any more.'
};
