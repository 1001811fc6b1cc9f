/** Words with a capital letter, for the beginning of a sentence. */
export const capital = (words: string): string =>
	`${words[0]?.toLocaleUpperCase('en') ?? ''}${words.slice(1)}`;
