/** Ready lists of steps. */
export const templates = {};
