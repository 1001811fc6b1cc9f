/** Saved, offline, refused, put back. */
export const connection = {};
