/** The sample: a finished board that everybody can open. */
import { notes } from './notes.ts';
import { work } from './work.ts';

export const sample = {
	title: 'Why customers leave us after the first year',
	purpose:
		'One customer in six does not renew. Before anybody proposes a remedy, we want to agree on what goes wrong, as our customers and the four of us feel it.',
	notes,
	work
};
