/** Import and export. */
export const transfer = {};
