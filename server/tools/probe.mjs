/**
 * For health checks of containers: asks the server on this machine for a page (`probe.mjs /readyz`)
 * and ends with 0 if it answered well, else with 1.
 */
const page = process.argv[2] ?? '/healthz';
const address = `http://127.0.0.1:${process.env.PORT ?? 3000}${page}`;
const answeredWell = await fetch(address).then(
	({ ok }) => ok,
	() => false
);
process.exit(answeredWell ? 0 : 1);
