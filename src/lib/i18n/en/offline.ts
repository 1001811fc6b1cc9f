/** The page for a board without a copy on this device, shown without a network. */
export const offline = {
	title: 'Offline · Groundwork',
	heading: 'You are offline',
	how: 'This page was not opened on this device before. Try again when you are back online.'
};
