import { isolated } from '../../workshop/text.ts';
import { format } from './format.ts';

const { number } = format;
/** A cluster inside a sentence, by its title. */
export const called = (title: string) => isolated(title) || 'the unnamed cluster';

/** Clusters of notes, as problems. */
export const clusters = {
	unnamed: 'Unnamed cluster',
	actions: 'Actions for this cluster',
	/** The title of a cluster that nobody named. */
	nameIt: 'Name this problem…',
	nameLabel: 'Name of the cluster, as a problem',
	/** Names for unsaved words. */
	name: 'The name of a cluster',
	/** Notes of each function. */
	mix: (parts: readonly { name: string; notes: number }[]) =>
		parts.map(({ name, notes }) => `${isolated(name)} ${number(notes)}`).join(', '),

	dots: {
		label: (title: string) => `Your dots for ${called(title)}`,
		give: (title: string) => `Give a dot to ${called(title)}`,
		takeBack: (title: string) => `Take back a dot from ${called(title)}`,
		given: (given: number, most: number) => `You gave ${number(given)} of at most ${number(most)}`
	}
};
