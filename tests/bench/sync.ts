/**
 * Compares the sync server with others on the same machine with the same clients: Hocuspocus in memory and with a
 * database, and a bare relay. `--quick` measures for a shorter time. `--load=crowd` runs the workloads with that
 * word in their title. `--only=Groundwork` runs one server.
 */
import { quantile } from './measure.ts';
import { groundwork, hocuspocus, relay, tidyUp, type Server } from './sync-servers.ts';
import { WORKLOADS, type Pace, type Result, type Workload } from './sync-workloads.ts';

const args = process.argv.slice(2);
const pace: Pace = args.includes('--quick')
	? { rounds: 1, warmUp: 1, measured: 3, joins: 3 }
	: { rounds: 3, warmUp: 3, measured: 6, joins: 5 };
const option = (name: string) =>
	args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
const chosen = WORKLOADS.filter(({ title }) =>
	title.toLowerCase().includes(option('load').toLowerCase())
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

/** Each round visits every server, so that other work on the machine affects them all. */
async function compare(workload: Workload, servers: readonly Server[]) {
	const able = servers.filter(({ keeps }) => keeps || !workload.needsDocuments);
	const runs = able.map((): Result[] => []);
	for (let round = 0; round < pace.rounds; round++)
		for (const [at, server] of able.entries()) {
			const running = await server.start();
			runs[at]?.push(await workload.run(running, pace));
			await running.stop();
		}
	show(
		workload.title,
		able.map(({ name }, at) => [name, medians(runs[at] ?? [])])
	);
}
function medians(runs: readonly Result[]): Result {
	const columns = Object.keys(runs[0] ?? {});
	return Object.fromEntries(
		columns.map((column) => [
			column,
			quantile(
				runs.map((run) => run[column] ?? NaN),
				0.5
			)
		])
	);
}

const all = [
	await groundwork(chosen.flatMap(({ rooms }) => rooms)),
	hocuspocus('memory'),
	hocuspocus('SQLite'),
	relay
];
const servers = all.filter(({ name }) => name.includes(option('only')));
console.log(
	'In brackets: Groundwork as a multiple of it. Hocuspocus’ own SQLite extension is the database'
);
console.log('extension over a native module; here it runs over node:sqlite.');
for (const workload of chosen) await compare(workload, servers);
tidyUp();
process.exit(0);
