/** Joining by a link, and the waiting room. */
export const join = {};
