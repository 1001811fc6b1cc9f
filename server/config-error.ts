/** An environment variable has an unusable value. The message is for the person who set it. */
export class ConfigError extends Error {
	override name = 'ConfigError';
}
