/** Joining by a link, and the waiting room. */
export const join = {
	/** The letters that a join code may have, with spaces between. */
	codeHint: (letters: number, alphabet: string) =>
		`A code has ${letters} letters, each of them one of ${alphabet}.`
};
