/**
 * The sync server beside others, on the same machine and with the same clients: Hocuspocus in memory
 * and with a database, and a bare relay. `--quick` measures for a shorter time; words choose workloads
 * by their title.
 */
import { groundwork, hocuspocus, relay, type Server } from './sync-servers.ts';
import { WORKLOADS, type Pace, type Result, type Workload } from './sync-workloads.ts';

const args = process.argv.slice(2);
const pace: Pace = args.includes('--quick')
	? { warmUp: 1, measured: 3, joins: 3 }
	: { warmUp: 3, measured: 12, joins: 10 };
const words = args.filter((arg) => !arg.startsWith('--')).map((word) => word.toLowerCase());
const chosen = WORKLOADS.filter(({ title }) =>
	words.length === 0 ? true : words.some((word) => title.toLowerCase().includes(word))
);

function show(title: string, results: readonly [string, Result][]) {
	const columns = Object.keys(results[0]?.[1] ?? {});
	const [, ours = {}] = results[0] ?? [];
	const number = (value: number | undefined) =>
		value === undefined || Number.isNaN(value)
			? '–'
			: value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 });
	const rows = results.map(([name, result], at) => [
		name,
		...columns.map((column) => {
			const ratio = (ours[column] ?? NaN) / (result[column] ?? NaN);
			const shown = number(result[column]);
			return at === 0 || !Number.isFinite(ratio) ? shown : `${shown} (${number(ratio)})`;
		})
	]);
	const table = [['', ...columns], ...rows];
	const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
	console.log(`\n${title}`);
	for (const row of table)
		console.log(
			`  ${row.map((cell, at) => (at ? cell.padStart(widths?.[at] ?? 0) : cell.padEnd(widths?.[0] ?? 0))).join('  ')}`
		);
}

async function compare(workload: Workload, servers: readonly Server[]) {
	const results: [string, Result][] = [];
	for (const server of servers) {
		if (workload.needsDocuments && !server.keeps) continue;
		const running = await server.start();
		results.push([server.name, await workload.run(running, pace)]);
		await running.stop();
	}
	show(workload.title, results);
}

const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length) ?? '';
const all = [
	await groundwork(chosen.flatMap(({ rooms }) => rooms)),
	hocuspocus('memory'),
	hocuspocus('SQLite'),
	relay
];
const servers = all.filter(({ name }) => name.includes(only));
console.log('In brackets: Groundwork as a multiple of it. Hocuspocus’ own SQLite extension is the database');
console.log('extension over a native module; here it runs over node:sqlite.');
for (const workload of chosen) await compare(workload, servers);
process.exit(0);
