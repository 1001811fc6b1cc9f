/** Functions of a company. */
export const functions = {};
