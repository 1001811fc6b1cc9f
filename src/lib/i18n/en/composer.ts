/** Writing a note. */
export const composer = {};
