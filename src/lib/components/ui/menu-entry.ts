/** One line of a menu: an action, a link, a heading, or a divider between groups. */
export type MenuEntry =
	| 'divider'
	| { heading: string }
	| {
			label: string;
			/** A key or a few words at the end of the line. */
			hint?: string;
			disabled?: boolean;
			/** Set for entries that switch something on and off. */
			checked?: boolean;
			tone?: 'plain' | 'danger';
			run: () => void;
	  }
	| { label: string; href: string };

export type Line = Exclude<MenuEntry, 'divider'>;

/** The entries between dividers, in order; without empty groups. */
export function groupsOf(entries: readonly MenuEntry[]): Line[][] {
	const groups: Line[][] = [[]];
	for (const entry of entries)
		if (entry === 'divider') groups.push([]);
		else groups.at(-1)?.push(entry);
	return groups.filter(({ length }) => length > 0);
}
