/** Requirements. */
export const requirements = {};
