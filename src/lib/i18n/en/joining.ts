/** Why the server lets somebody in or not. */
export const joining = {};
