/** Who is on the board. */
export const people = {};
