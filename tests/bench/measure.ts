/** Shared by the benches: processes and their CPU time, percentiles, and tables. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Served {
	url: string;
	process: ChildProcess;
	stop(): Promise<void>;
}

/** Starts a Node program and waits for the line that contains its address. */
export async function serve(
	file: string,
	env: Record<string, string> = {},
	nodeOptions: readonly string[] = []
): Promise<Served> {
	const child = spawn(process.execPath, [...nodeOptions, file], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'inherit', 'ipc']
	});
	if (!child.stdout) throw new Error('a program without output');
	const lines = createInterface({ input: child.stdout });
	const url = await new Promise<string>((resolve, reject) => {
		lines.on('line', (line) => {
			const found = /https?:\/\/[\w.:]+/.exec(line);
			if (found && /ready/i.test(line)) resolve(found[0]);
		});
		child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
	});
	return {
		url,
		process: child,
		async stop() {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
		}
	};
}

const TICKS_PER_SECOND = 100;
/** CPU seconds (user and system) that a process has used. Works only on Linux. */
export function cpuSeconds(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** The p-quantile (0..1) of a sample by nearest rank; NaN for an empty sample. */
export function quantile(sample: readonly number[], p: number): number {
	const sorted = [...sample].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? NaN;
}

export function table(title: string, rows: readonly (readonly [string, string])[]) {
	const width = Math.max(...rows.map(([name]) => name.length));
	console.log(`\n${title}`);
	for (const [name, value] of rows) console.log(`  ${name.padEnd(width)}  ${value}`);
}

/** Imports notes into a board of a running server, as its page does. */
export async function importNotes(
	url: string,
	board: string,
	token: string,
	rows: readonly { text: string; fn: string; cluster: string }[]
) {
	const imported = await fetch(`${url}/b/${board}/import`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			origin: url,
			cookie: `groundwork_session=${token}`
		},
		body: JSON.stringify({ id: 'bench-import', kind: 'problem', rows })
	});
	if (!imported.ok) throw new Error(`the import failed with ${imported.status}`);
}
