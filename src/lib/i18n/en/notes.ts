/** Notes, and work that was kept. */
export const notes = {};
