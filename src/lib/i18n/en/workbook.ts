/** Workbooks. */
export const workbook = {};
