/** Outcomes and their agreement. */
export const outcomes = {};
