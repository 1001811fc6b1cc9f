/** The attacker's process: prepares, runs and ends one attack on request. */
import { Arena, type ArenaParts, type Attack } from './arena.ts';
import { ATTACKS } from './list.ts';

export type Order =
	{ kind: 'prepare'; attack: string; parts: ArenaParts } | { kind: 'run' } | { kind: 'end' };
/** The answer to `prepare` and `end`. */
export interface Told {
	did: string;
}

let attack: Attack;
let arena: Arena;
let attacking = Promise.resolve('');

async function follow(order: Order): Promise<string | null> {
	if (order.kind === 'prepare') {
		const found = ATTACKS.find(({ name }) => name === order.attack);
		if (!found) throw new Error(`no attack has the name ${order.attack}`);
		attack = found;
		arena = new Arena(order.parts);
		await attack.prepare?.(arena);
		return '';
	}
	if (order.kind === 'run') {
		attacking = attack.run(arena);
		return null;
	}
	arena.end();
	return await attacking;
}
process.on('message', (order: Order) => {
	void follow(order).then((did) => {
		if (did !== null) process.send?.({ did } satisfies Told);
	});
});
process.once('disconnect', () => process.exit(0));
