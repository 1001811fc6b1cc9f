/** Why the server does not take a file. */
export const files = {};
