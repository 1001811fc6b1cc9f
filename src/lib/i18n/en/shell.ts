/** The frame of a board: bar, menu, what is saved. */
export const shell = {};
