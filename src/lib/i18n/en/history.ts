/** Versions, and what facilitators did. */
export const history = {};
