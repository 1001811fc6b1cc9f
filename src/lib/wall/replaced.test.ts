/** Two pages of one person change one thing at once: nothing gets lost, whichever of the two Yjs keeps. */
import { board as en } from '../i18n/en/board.ts';
import fc from 'fast-check';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import type { Ballot } from '../workshop/types.ts';
import { Desk } from './desk.ts';
import { carryOver } from './refused-desk.ts';
import { bringReplaced } from './replaced-desk.ts';
import { onReplaced, replacedBy } from './replaced.ts';

const ROOM = { dots: 5, maxPerCluster: 3 };
const takes = {
	round: (round: string) => (round === 'open' ? ROOM : null),
	mark: () => true
};
const ORDERS = [
	['smaller', 1, 2],
	['greater', 2, 1]
] as const;

/** The server's desk, on which another page writes, and an offline page with the same start. */
function twoPages(client: number, others: number, begin: (desk: Desk) => void = () => undefined) {
	const server = new Desk();
	server.doc.clientID = 9;
	begin(server);
	server.doc.clientID = others;
	const page = Desk.from(server.encode());
	page.doc.clientID = client;
	return { server, page };
}
/** The page receives the server's changes and handles the values that it loses. */
function meet(page: Desk, server: Desk) {
	const told: string[] = [];
	const stop = onReplaced(page.doc, (replaced) => {
		for (const work of bringReplaced(page, replaced, takes, 7, en))
			told.push(
				work.kind === 'dots' ? `${work.count} on ${work.cluster || 'a closed round'}` : work.kind
			);
	});
	Y.applyUpdate(page.doc, server.encode());
	stop();
	return told;
}

test('[S51] dots in a ballot that another page’s ballot replaced are restored', () => {
	const { server, page } = twoPages(1, 2);
	server.spend('open', 'c1', 2);
	page.spend('open', 'c2', 1);
	page.spend('open', 'c2', 3);
	expect(meet(page, server)).toEqual([]);
	expect(page.ballot('open')).toEqual({ c1: 2, c2: 3 });
});

test('[S51] dots that do not fit into the other page’s ballot are reported by cluster and stored as kept work', () => {
	const { server, page } = twoPages(1, 2);
	server.spend('open', 'c1', 3);
	page.spend('open', 'c2', 3);
	expect(meet(page, server)).toEqual(['1 on c2']);
	expect(page.ballot('open')).toEqual({ c1: 3, c2: 2 });
	expect(page.kept.list()).toMatchObject([{ kind: 'dots', count: 1, cluster: 'c2', at: 7 }]);
});

test('[S51] replaced dots of a round that closed meanwhile are reported as too late', () => {
	const { server, page } = twoPages(1, 2);
	server.spend('closed', 'c1', 1);
	page.spend('closed', 'c1', 3);
	expect(meet(page, server)).toEqual(['2 on a closed round']);
	expect(page.ballot('closed')).toEqual({ c1: 1 });
});

test('[S51] dots that were removed before their ballot was replaced are not restored', () => {
	const { server, page } = twoPages(1, 2);
	server.spend('open', 'c1', 1);
	page.spend('open', 'c2', 2);
	page.spend('open', 'c2', 0);
	page.spend('open', 'c3', 3);
	page.spend('open', 'c3', 1);
	expect(meet(page, server)).toEqual([]);
	expect(page.ballot('open')).toEqual({ c1: 1, c3: 1 });
});

test.each(ORDERS)(
	'[S51] the larger of two counts for one cluster stays: the offline page has the %s number',
	(_, client, others) => {
		for (const [mine, theirs] of [
			[1, 3],
			[3, 1],
			[3, 0]
		] as const) {
			const { server, page } = twoPages(client, others, (desk) => desk.spend('open', 'c1', 2));
			server.spend('open', 'c1', theirs);
			page.spend('open', 'c1', mine);
			expect(meet(page, server)).toEqual([]);
			expect(page.ballot('open')).toEqual({ c1: 3 });
		}
	}
);

test.each(ORDERS)(
	'[S51] dots that another page lowered or removed after seeing them stay so: %s number',
	(_, client, others) => {
		const { server, page } = twoPages(client, others, (desk) => {
			desk.spend('open', 'c1', 3);
			desk.spend('open', 'c2', 1);
		});
		server.spend('open', 'c1', 1);
		server.spend('open', 'c2', 0);
		page.spend('open', 'c3', 1);
		expect(meet(page, server)).toEqual([]);
		expect(page.ballot('open')).toEqual({ c1: 1, c3: 1 });
	}
);

test('[S51] a ballot that arrives and loses is left to the page that started it', () => {
	const { server, page } = twoPages(2, 1);
	server.spend('open', 'c1', 3);
	page.spend('open', 'c2', 3);
	expect(meet(page, server)).toEqual([]);
	expect(page.ballot('open')).toEqual({ c2: 3 });
});

test.each(ORDERS)(
	'[S52] one of two simultaneous ratings counts, and the other is reported: %s number',
	(_, client, others) => {
		const { server, page } = twoPages(client, others);
		server.setMark('o1', { mark: 2, of: 'x' });
		server.setMark('o2', { mark: 3, of: 'x' });
		page.setMark('o1', { mark: 5, of: 'x' });
		page.setMark('o2', { mark: 3, of: 'x' });
		expect(meet(page, server)).toEqual(['mark']);
		expect(page.kept.list()).toMatchObject([{ kind: 'mark', about: 'o1' }]);
	}
);

test.each(ORDERS)(
	'[S52] replaced words of a note, an answer and the composer become kept work: %s number',
	(_, client, others) => {
		const asked = { question: 'felt', about: 'c1', step: 's1', archived: false } as const;
		const { server, page } = twoPages(client, others, (desk) => {
			desk.writeNote('n1', 'first words', 'problem', 1);
			desk.writeAnswer({ ...asked, id: 'a1', text: 'first answer', at: 1 });
		});
		for (const [desk, by] of [
			[server, 'there'],
			[page, 'here']
		] as const) {
			desk.editNote('n1', `note from ${by}`, 'problem');
			desk.editAnswer('a1', `answer from ${by}`, 's1', 2);
			desk.setComposer(`half a thought ${by}`, 'problem');
		}
		expect(meet(page, server).sort()).toEqual(['answer', 'note', 'note']);
		const shown = JSON.stringify([page.notes(), page.answers(), page.composer(), page.kept.list()]);
		for (const by of ['there', 'here'])
			for (const what of ['note from', 'answer from', 'half a thought'])
				expect(shown).toContain(`${what} ${by}`);
		// Each page of the person finds the same words, and the desk stores them once.
		const entries = page.kept.list();
		meet(server, page);
		expect(server.kept.list()).toEqual(entries);
	}
);

test('[S52] a composer that continues the words of the other page has lost nothing', () => {
	const { server, page } = twoPages(1, 2);
	server.setComposer('Half a sentence, and its end', 'problem');
	page.setComposer('Half a sentence', 'problem');
	expect(meet(page, server)).toEqual([]);
});

test('[S51] a device copy that loses against the desk that came with the page is read first', () => {
	const { server, page } = twoPages(1, 2);
	server.spend('open', 'c1', 2);
	page.spend('open', 'c2', 3);
	const [there, here] = [server.encode(), page.encode()];
	const opened = Desk.from(there);
	const replaced = replacedBy(there, page.doc);
	Y.applyUpdate(opened.doc, here);
	expect(opened.ballot('open')).toEqual({ c1: 2 });
	expect(bringReplaced(opened, replaced, takes, 7, en)).toEqual([]);
	expect(opened.ballot('open')).toEqual({ c1: 2, c2: 3 });
	expect(page.encode()).toEqual(here);
	// A second opening restores nothing again: the person may have lowered the dots since.
	expect(replacedBy(opened.encode(), opened.doc)).toEqual([]);
});

const total = (dots: Ballot) => Object.values(dots).reduce((sum, one) => sum + one, 0);
/** The page comes back: changes of it that the server rejects go to a fresh desk. */
function comeBack(page: Desk, server: Desk) {
	meet(page, server);
	const after = Desk.from(server.encode());
	Y.applyUpdate(after.doc, page.encode());
	const ballotIn = ({ doc }: Desk) => doc.getMap('ballots')._map.get('open')?.id ?? null;
	const began = ballotIn(server);
	const isRefused =
		(began !== null && !Y.compareIDs(began, ballotIn(after))) ||
		total(after.ballot('open')) > ROOM.dots;
	if (isRefused) carryOver(page, server, takes, { at: 7, why: '' }, en);
	else Y.applyUpdate(server.doc, page.encode());
}
test('[S51] whatever two pages do apart, each dot is in the ballot or reported, and the ballot keeps its limit', () => {
	const spends = fc.array(
		fc.record({ cluster: fc.constantFrom('c1', 'c2', 'c3'), dots: fc.integer({ min: 0, max: 3 }) }),
		{ maxLength: 6 }
	);
	const spendAll = (desk: Desk, list: { cluster: string; dots: number }[]) => {
		for (const { cluster, dots } of list)
			if (total({ ...desk.ballot('open'), [cluster]: dots }) <= ROOM.dots)
				desk.spend('open', cluster, dots);
	};
	const numbers = fc.constantFrom([1, 2] as const, [2, 1] as const);
	fc.assert(
		fc.property(numbers, spends, spends, spends, ([client, others], before, mine, theirs) => {
			const { server, page } = twoPages(client, others, (desk) => spendAll(desk, before));
			const start = page.ballot('open');
			spendAll(server, theirs);
			spendAll(page, mine);
			const [here, there] = [page.ballot('open'), server.ballot('open')];
			comeBack(page, server);
			const after = server.ballot('open');
			expect(total(after)).toBeLessThanOrEqual(ROOM.dots);
			const told: Ballot = {};
			for (const work of server.kept.list())
				if (work.kind === 'dots') told[work.cluster] = (told[work.cluster] ?? 0) + work.count;
			for (const [desk, cluster] of ['c1', 'c2', 'c3'].flatMap((one) => [
				[here, one] as const,
				[there, one] as const
			])) {
				// The other page may have seen the earlier dots and lowered them.
				const given = desk[cluster] ?? 0;
				if (given > (start[cluster] ?? 0))
					expect((after[cluster] ?? 0) + (told[cluster] ?? 0)).toBeGreaterThanOrEqual(given);
			}
		}),
		{ numRuns: 500 }
	);
});
