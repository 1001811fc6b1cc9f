import type { Frame } from './questions.ts';
import { itemLists } from './items/shapes.ts';
import type { Note, Progress, Stage } from './types.ts';
import type { WallContent } from './board-file/versions.ts';

type Begun =
	| 'locked'
	| 'timer'
	| 'rounds'
	| 'chosen'
	| 'agreements'
	| 'revealed'
	| 'gate'
	| 'decision'
	| 'reviewOn'
	| 'checksWording'
	| 'products';

/** Initial values of the stage in a board file. */
export const RECORD_BEGINNING: Pick<Stage, Begun> = {
	locked: false,
	timer: null,
	rounds: [],
	chosen: [],
	agreements: {},
	revealed: {},
	gate: null,
	decision: null,
	reviewOn: '',
	checksWording: true,
	products: []
};

/** Initial values of every stage, and of parts that an older stored stage lacks. */
export const STAGE_BEGINNING: Pick<Stage, Begun | 'joining'> = {
	...RECORD_BEGINNING,
	joining: 'open'
};

/** The progress when nobody has done anything. */
export const NO_PROGRESS: Progress = {
	waiting: {},
	unrevealed: {},
	finished: {},
	marked: {},
	agreed: null,
	told: { waiting: [], finished: [], marked: [] }
};

/** The frame of a board that was made before frames existed. */
export const frameOf = (purpose: string): Frame => ({ ...NOTHING_WRITTEN.frame, why: purpose });

/** Values of a note that was never parked. */
export const UNPARKED: Pick<Note, 'parked' | 'rewrittenAs' | 'requirement' | 'setAside'> = {
	parked: false,
	rewrittenAs: '',
	requirement: '',
	setAside: ''
};

/** The empty lists of a wall beside notes and clusters, also used for parts that an older stored wall lacks. */
export const NOTHING_WRITTEN: Omit<WallContent, 'notes' | 'clusters'> = {
	frame: { why: '', who: '', tries: '', says: '' },
	...itemLists(() => [])
};
