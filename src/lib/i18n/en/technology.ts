/** Options and the decision. */
export const technology = {};
