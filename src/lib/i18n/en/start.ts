/** Starting a workshop. */
export const start = {};
