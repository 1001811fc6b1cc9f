/** Sorting of parked ideas in the Technology step: each belongs to a requirement or is set aside with a reason. */
import type { Requirement } from '../items/shapes.ts';
import type { Note } from '../types.ts';

type Idea = Pick<Note, 'requirement' | 'setAside'>;
type Standing = Pick<Requirement, 'id' | 'archived'>;

/** Whether an idea is sorted. It is unsorted again if its requirement was removed. */
export function isSorted({ requirement, setAside }: Idea, requirements: readonly Standing[]) {
	if (setAside.trim() !== '') return true;
	return requirements.some(({ id, archived }) => id === requirement && !archived);
}
/** The number of sorted ideas. */
export const sortedOf = (ideas: readonly Idea[], requirements: readonly Standing[]): number =>
	ideas.filter((idea) => isSorted(idea, requirements)).length;
