/** Compares a store's documents with lists in memory, for any appends, snapshots and reopenings. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { OpenedStore } from './store.ts';

type Step =
	| { kind: 'append'; group: { document: string; update: Uint8Array }[] }
	| { kind: 'snapshot'; document: string; state: Uint8Array; behind: number }
	| { kind: 'reopen' };

const document = fc.constantFrom('w:b1', 'w:b2', 'd:b1:p1');
const content = fc.uint8Array({ maxLength: 300 });
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			kind: fc.constant('append' as const),
			group: fc.array(fc.record({ document, update: content }), { maxLength: 8 })
		})
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('snapshot' as const),
			document,
			state: content,
			behind: fc.nat(4)
		})
	},
	{ weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) }
);

export const someSteps = fc.array(step, { maxLength: 40 });

interface ModelDocument {
	log: Uint8Array[];
	snapshot: { state: Uint8Array; seq: number } | null;
}

/** Makes the steps on the store and on lists in memory, and compares them after each step. */
export async function followDocuments(opened: OpenedStore, steps: readonly Step[]) {
	const model = new Map<string, ModelDocument>();
	const modelOf = (name: string) => {
		const found = model.get(name) ?? { log: [], snapshot: null };
		model.set(name, found);
		return found;
	};
	let { store } = opened;
	for (const step of steps) {
		if (step.kind === 'append') {
			await store.append(step.group);
			for (const { document, update } of step.group) modelOf(document).log.push(update);
		} else if (step.kind === 'snapshot') {
			const target = modelOf(step.document);
			const seq = Math.max(0, target.log.length - step.behind);
			await store.saveSnapshot(step.document, step.state, seq);
			if (!target.snapshot || seq >= target.snapshot.seq)
				target.snapshot = { state: step.state, seq };
		} else store = await opened.reopen();
		for (const [name, { log, snapshot }] of model)
			expect(await store.loadDocument(name)).toEqual({
				snapshot: snapshot?.state ?? null,
				updates: log.slice(snapshot?.seq ?? 0),
				seq: log.length
			});
	}
}
