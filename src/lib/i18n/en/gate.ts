/** The gate before technology. */
export const gate = {};
