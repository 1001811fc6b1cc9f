/** The questions about a problem, and its costs. */
export const understand = {};
