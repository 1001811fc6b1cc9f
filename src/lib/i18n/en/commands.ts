/** Why the server does not run a command. */
export const commands = {};
