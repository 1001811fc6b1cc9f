/** Pages and answers where something went wrong. */
export const errors = {};
