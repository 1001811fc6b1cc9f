/** Things with a time (epoch ms), gathered by the reader's days, in their order. */
export function byDay<T extends { at: number }>(
	items: readonly T[]
): { day: string; items: T[] }[] {
	const days: { day: string; items: T[] }[] = [];
	for (const item of items) {
		const day = dayOf(item.at);
		const last = days.at(-1);
		if (last?.day === day) last.items.push(item);
		else days.push({ day, items: [item] });
	}
	return days;
}

const dayOf = (at: number) =>
	new Date(at).toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long' });
export const clockOf = (at: number) =>
	new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
export const dayAndClock = (at: number) => `${dayOf(at)}, ${clockOf(at)}`;
