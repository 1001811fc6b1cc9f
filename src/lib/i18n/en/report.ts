/** The report. */
export const report = {};
