/** Archived and deleted boards. */
export const life = {};
