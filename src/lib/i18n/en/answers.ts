/** Answers to questions. */
export const answers = {};
