import type { Note, Stage } from './types.ts';

type Begun =
	| 'locked'
	| 'timer'
	| 'rounds'
	| 'chosen'
	| 'agreements'
	| 'gate'
	| 'decision'
	| 'reviewOn'
	| 'checksWording'
	| 'products';

/** What every stage begins with, and what one has that was stored before a part was known. */
export const STAGE_BEGINNING: Pick<Stage, Begun> = {
	locked: false,
	timer: null,
	rounds: [],
	chosen: [],
	agreements: {},
	gate: null,
	decision: null,
	reviewOn: '',
	checksWording: true,
	products: []
};

/** What a note is that was never parked. */
export const UNPARKED: Pick<Note, 'parked' | 'rewrittenAs' | 'requirement' | 'setAside'> = {
	parked: false,
	rewrittenAs: '',
	requirement: '',
	setAside: ''
};
