/** The kinds of steps. */
export const kinds = {};
