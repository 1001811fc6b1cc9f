/** Somebody set a variable to something that cannot work; the message is for that person. */
export class ConfigError extends Error {
	override name = 'ConfigError';
}
