import { readFileSync } from 'node:fs';

/** Bytes of memory that only this process uses. 0 if it has ended or the system does not report it. */
export function ownMemory(pid: number): number {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return 1024 * Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
	} catch {
		return 0;
	}
}
