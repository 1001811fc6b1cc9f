/**
 * How much CPU time of its loop the dearest messages take that the server takes in: each kind is read, judged and applied on a
 * wall of 5,000 notes, by a program that has just begun and by one that has done it before.
 */
import { DEAREST, messageOf, openWall, takeIn } from '../support/dearest-messages.ts';
import { quantile, table } from './measure.ts';

const NOTES = 5_000;
const RUNS = 8;
const AIM_MS = 20;

/** CPU time of this thread: what else the machine does is not in it. */
function threadMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}

const rows = DEAREST.map(([kind, prepare, write]): [string, string] => {
	const took = Array.from({ length: RUNS }, () => {
		const opened = openWall(NOTES, prepare);
		const update = messageOf(opened, write);
		const began = threadMs();
		const verdict = takeIn(opened, update);
		if (verdict.kind !== 'apply') throw new Error(`${kind}: ${JSON.stringify(verdict)}`);
		return threadMs() - began;
	});
	const [first = NaN] = took;
	const told = [first, quantile(took, 0.5), Math.max(...took)].map((ms) => ms.toFixed(1));
	return [kind, `${told[0]} ms the first time, ${told[1]} at the median, ${told[2]} at most`];
});
table(`The dearest messages (aim: at most ${AIM_MS} ms)`, rows);
