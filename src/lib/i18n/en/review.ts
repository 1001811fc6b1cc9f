/** Readings and reviews. */
export const review = {};
