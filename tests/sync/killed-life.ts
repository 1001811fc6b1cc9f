/**
 * Works on the data in a directory and kills itself, as `kill -9` does, before the nth write. If there are fewer
 * writes, it prints `done` and ends.
 */
import type { Store } from '../../server/store/store.ts';
import { realWorkshop } from '../support/real-workshop.ts';

const [dir = '', deed = '', board = '', at = ''] = process.argv.slice(2);
const READS = /^(load|list|find|has|life|weigh|code|page)/;
let writes = 0;
let counts = false;

const deadly = (store: Store): Store => {
	const calls = Object.entries(
		store as unknown as Record<string, (...given: unknown[]) => unknown>
	);
	return Object.fromEntries(
		calls.map(([name, call]) => [
			name,
			(...given: unknown[]) => {
				if (counts && !READS.test(name) && ++writes === Number(at))
					process.kill(process.pid, 'SIGKILL');
				return call(...given);
			}
		])
	) as unknown as Store;
};

const test = await realWorkshop(dir, deadly);
counts = true;
if (deed === 'erase') await test.boards.erase('zen');
if (deed === 'forget') await test.give('fay', board, { kind: 'archive', archived: true });
if (deed === 'purge') {
	test.clock.now += 31 * 24 * 3_600_000;
	await test.sweeper.sweep();
}
counts = false;
await test.stop();
console.log('done');
