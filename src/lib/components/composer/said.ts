/** What is said after notes were posted in a silent step; `said` tells of that many. */
export const unseenYet = (said: string, notes: number): string =>
	`${said} Only you can see ${notes === 1 ? 'it' : 'them'} until the reveal.`;
