/** Schemas for lists in requests and files. They check the length of a list before they read its items. */
import * as v from 'valibot';

/** A list of at least `least` and at most `most` items. */
export const listOf = <Item extends v.GenericSchema>(item: Item, most: number, least = 0) =>
	v.pipe(
		v.custom<unknown[]>(
			(list) => Array.isArray(list) && list.length >= least && list.length <= most
		),
		v.array(item)
	);
