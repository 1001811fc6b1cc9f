/** Lists in what people send: how long one is, is checked before anything of it is read. */
import * as v from 'valibot';

/** A list of at least `least` and at most `most` items. */
export const listOf = <Item extends v.GenericSchema>(item: Item, most: number, least = 0) =>
	v.pipe(
		v.custom<unknown[]>(
			(list) => Array.isArray(list) && list.length >= least && list.length <= most
		),
		v.array(item)
	);
