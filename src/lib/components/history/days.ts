import type { Messages } from '$lib/i18n/messages.ts';
import { localDayOf } from '$lib/workshop/days.ts';

/** Groups timed items (epoch ms) by day in the reader's time zone, in the given order. */
export function byDay<T extends { at: number }>(
	items: readonly T[],
	{ day: inWords }: Messages['format']
): { day: string; items: T[] }[] {
	const days: { day: string; items: T[] }[] = [];
	for (const item of items) {
		const day = inWords(localDayOf(item.at));
		const last = days.at(-1);
		if (last?.day === day) last.items.push(item);
		else days.push({ day, items: [item] });
	}
	return days;
}
