/** Links and codes. */
export const share = {};
