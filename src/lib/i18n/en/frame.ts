/** The frame of a workshop. */
export const frame = {};
