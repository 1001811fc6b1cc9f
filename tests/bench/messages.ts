/**
 * Measures how long the costliest messages that the server accepts block its loop. Each kind is parsed, checked and
 * applied on a wall of 5,000 notes, first by a freshly started program and then by a warmed-up one.
 */
import {
	DEAREST,
	messageOf,
	openWall,
	takeIn,
	type DearestKind
} from '../support/dearest-messages.ts';
import { quantile, table } from './measure.ts';

const NOTES = 5_000;
const RUNS = 8;
const AIM_MS = 20;

/** A wall, and a message for it that has not been applied yet. */
function prepared([, prepare, write]: DearestKind) {
	const opened = openWall(NOTES, prepare);
	return { opened, update: messageOf(opened, write) };
}
/** Returns milliseconds. */
function measure(kind: DearestKind): number {
	const { opened, update } = prepared(kind);
	const began = performance.now();
	const verdict = takeIn(opened, update);
	const took = performance.now() - began;
	if (verdict.kind !== 'apply') throw new Error(`${kind[0]}: ${JSON.stringify(verdict)}`);
	return took;
}
const first = DEAREST.map(measure);
const later = DEAREST.map((kind) => Array.from({ length: RUNS }, () => measure(kind)));
table(
	`The dearest messages (aim: at most ${AIM_MS} ms)`,
	DEAREST.map(([kind], nth): [string, string] => {
		const took = later[nth] ?? [];
		const told = [quantile(took, 0.5), Math.max(...took), first[nth] ?? NaN];
		const [median, most, cold] = told.map((ms) => `${ms.toFixed(1)} ms`);
		return [kind, `median ${median}, at most ${most}; in a new program ${cold}`];
	})
);
