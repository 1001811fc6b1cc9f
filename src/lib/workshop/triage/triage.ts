/** What becomes of parked ideas in the Technology step: each serves a requirement, or is set aside with a reason. */
import type { Requirement } from '../items/shapes.ts';
import type { Note } from '../types.ts';

type Idea = Pick<Note, 'requirement' | 'setAside'>;
type Standing = Pick<Requirement, 'id' | 'archived'>;

/** Whether it was said what becomes of an idea. A requirement that was taken away leaves it open again. */
export function isSorted({ requirement, setAside }: Idea, requirements: readonly Standing[]) {
	if (setAside.trim() !== '') return true;
	return requirements.some(({ id, archived }) => id === requirement && !archived);
}
/** How many ideas are sorted, from 0 to their number. */
export const sortedOf = (ideas: readonly Idea[], requirements: readonly Standing[]): number =>
	ideas.filter((idea) => isSorted(idea, requirements)).length;
