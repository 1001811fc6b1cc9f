/** Dots, rounds and alignment. */
export const votes = {};
