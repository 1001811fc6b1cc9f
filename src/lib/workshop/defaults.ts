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

/** What the stage of a board file begins with. */
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

/** What every stage begins with, and what one has that was stored before a part was known. */
export const STAGE_BEGINNING: Pick<Stage, Begun | 'joining'> = {
	...RECORD_BEGINNING,
	joining: 'open'
};

/** What is counted where nobody did anything. */
export const NO_PROGRESS: Progress = {
	waiting: {},
	unrevealed: {},
	finished: {},
	marked: {},
	agreed: null,
	told: { waiting: [], finished: [], marked: [] }
};

/** The frame of a board that was made before there was one. */
export const frameOf = (purpose: string): Frame => ({ ...NOTHING_WRITTEN.frame, why: purpose });

/** What a note is that was never parked. */
export const UNPARKED: Pick<Note, 'parked' | 'rewrittenAs' | 'requirement' | 'setAside'> = {
	parked: false,
	rewrittenAs: '',
	requirement: '',
	setAside: ''
};

/** What a wall holds beside notes and clusters before anybody wrote there, and what one has that was kept earlier. */
export const NOTHING_WRITTEN: Omit<WallContent, 'notes' | 'clusters'> = {
	frame: { why: '', who: '', tries: '', says: '' },
	...itemLists(() => [])
};
