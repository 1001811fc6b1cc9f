/** Saves large snapshots of one document, each with a higher number than the one before, until it is killed. */
import { openInThread } from '../../server/store/in-thread.ts';
import { large } from '../contracts/contents.ts';

const [path = '', bytes = '', first = ''] = process.argv.slice(2);
const store = openInThread(path);
for (let seq = Number(first); ; seq++) {
	await store.append([{ document: 'w:b1', update: new Uint8Array([seq]) }]);
	await store.saveSnapshot('w:b1', large(Number(bytes), seq), seq);
	process.stdout.write(`${seq}\n`);
}
