/** Signing out, being erased, and your data. */
export const leaving = {};
