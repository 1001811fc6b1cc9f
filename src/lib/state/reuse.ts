/**
 * Returns the later of two JSON values, with the equal parts of the earlier one. Unchanged parts keep their identity,
 * so that their readers do not run again.
 */
export function reuse<T>(before: unknown, after: T): T {
	if (!isComposite(before) || !isComposite(after)) return after;
	if (Array.isArray(before) !== Array.isArray(after)) return after;
	const entries = Object.entries(after).map(
		([key, value]) => [key, reuse(before[key], value as unknown)] as const
	);
	const same =
		entries.length === Object.keys(before).length &&
		entries.every(([key, value]) => key in before && Object.is(before[key], value));
	if (same) return before as T;
	return (
		Array.isArray(after) ? entries.map(([, value]) => value) : Object.fromEntries(entries)
	) as T;
}

const isComposite = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;
