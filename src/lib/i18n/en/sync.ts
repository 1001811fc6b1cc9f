/** Why the server does not take a change. */
export const sync = {};
