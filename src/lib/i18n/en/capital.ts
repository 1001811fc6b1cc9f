/** Words as a sentence begins with them. */
export const capital = (words: string): string =>
	`${words[0]?.toLocaleUpperCase('en') ?? ''}${words.slice(1)}`;
