/** Requirements in files for trackers and wikis. */
export const trackers = {
	/** Titles of items without words. */
	outcomeNumber: (number: string) => `Outcome ${number}`,
	requirementNumber: (number: string) => `Requirement ${number}`,
	noProblem: 'Outcomes of no problem',
	/** A title that an earlier file already contained. */
	continued: (title: string) => `${title} (continued)`,

	/** Lines of a description. */
	problem: (title: string) => `Problem: ${title}`,
	outcome: (statement: string) => `Outcome: ${statement}`,
	requirement: (number: string, kind: string, weight: string) =>
		`Requirement ${number} (${kind}, ${weight})`,

	page: {
		title: (board: string) => `Requirements: ${board}`,
		unworded: 'An outcome without words',
		/** In bold. */
		problem: 'Problem:',
		noRequirement: 'No requirement yet.',
		noOutcome: 'No outcome is written yet.'
	}
};
