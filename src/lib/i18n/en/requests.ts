/** Why the server does not take a request. */
export const requests = {};
