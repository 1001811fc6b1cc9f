/** The wall: views, keys, moving, searching. */
export const wall = {};
