import { QUESTIONS } from '../questions.ts';
import { describe, expect, test } from 'vitest';
import { all as en } from '../../i18n/en/all.ts';
import { pseudo } from '../../i18n/pseudo.ts';
import { alignmentRows } from '../outcomes/agreement.ts';
import { dayOf } from '../days.ts';
import { NOTE_WIDTH, clusterSize, noteHeight } from '../wall-layout/layout.ts';
import type { Box } from '../wall-layout/layout.ts';
import { groupedNotes } from '../items/groups.ts';
import { outcomeCheck, wordingOf } from '../outcomes/check.ts';
import { parseRecord, writeRecord } from '../board-file/record.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { sampleIn, sampleRecord } from './sample.ts';
import { tally } from '../votes/tally.ts';

const SAMPLE = sampleIn(en);
const NOW = 1_800_000_000_000;
function record(m = en) {
	let next = 0;
	return sampleRecord(() => `id${(next += 1)}`, NOW, m);
}

describe('the sample', () => {
	test('has 40 notes from all four functions, with customers’ words among them', () => {
		const notes = record().notes.filter(({ parked }) => !parked);
		expect(notes).toHaveLength(40);
		expect(new Set(notes.map(({ text }) => text)).size).toBe(40);
		for (const { text } of notes) {
			expect(text.length).toBeGreaterThanOrEqual(40);
			expect(text.length).toBeLessThanOrEqual(160);
			expect(text).not.toMatch(/\b(crm|software|app|tool|button|screen|cloud|vendor)\b/i);
		}
		for (const { id } of SAMPLE.functions)
			expect(notes.filter(({ fn }) => fn === id).length).toBeGreaterThanOrEqual(5);
		expect(notes.filter(({ kind }) => kind === 'customer').length).toBeGreaterThanOrEqual(5);
		expect(notes.filter(({ cluster }) => cluster === '')).toHaveLength(3);
	});

	test('has only valid ballots, so that every dot counts', () => {
		for (const ballot of Object.values(SAMPLE.ballots).flat()) {
			const dots = Object.values(ballot);
			expect(dots.reduce((sum, n) => sum + n, 0)).toBe(SAMPLE.dots);
			expect(Math.max(...dots)).toBeLessThanOrEqual(SAMPLE.maxPerCluster);
		}
		const keys = new Set(SAMPLE.clusters.map(({ key }) => key));
		const used = Object.values(SAMPLE.ballots)
			.flat()
			.flatMap((ballot) => Object.keys(ballot));
		expect(used.filter((key) => !keys.has(key))).toEqual([]);
	});

	test('shows every verdict that is possible with four voting functions', () => {
		const { stage } = record();
		const result = stage.rounds[0]?.result;
		if (!result) throw new Error('the sample has no counted round');
		expect(result).toMatchObject({ voters: 20, dots: 100 });
		const rows = alignmentRows(result, stage.functions, 'agreement', en);
		const kinds = new Set(rows.map(({ verdict }) => verdict.kind));
		expect([...kinds].sort()).toEqual(['all', 'differs', 'nobody', 'only']);
		const shared = rows.filter(({ verdict }) => verdict.kind === 'all').map((row) => row.cluster);
		expect([...stage.chosen].sort()).toEqual(shared.sort());
	});

	test('says that it has not heard from marketing if their votes are removed', () => {
		const result = tally({
			ballots: Object.entries(SAMPLE.ballots).flatMap(([fn, people]) =>
				fn === 'marketing' ? [] : people.map((ballot) => ({ fn, ballot }))
			),
			round: SAMPLE,
			clusters: SAMPLE.clusters.map(({ key, title }) => ({ id: key, title })),
			functions: SAMPLE.functions,
			smallestGroup: SAMPLE.smallestGroup,
			closedAt: NOW
		});
		const [first] = alignmentRows(result, SAMPLE.functions, 'agreement', en);
		expect(first?.verdict).toEqual({ kind: 'unheard', sentence: 'Not heard from marketing' });
	});

	test('is a complete record at the Vote step, from which a reader can continue through the steps', () => {
		const parsed = parseRecord(writeRecord(record()));
		expect(parsed).toEqual({ ok: true, record: record() });
		const { steps, currentStep, rounds } = record().stage;
		expect(steps.find(({ kind }) => kind === 'vote')?.id).toBe(currentStep);
		expect(steps.filter(({ revealed }) => revealed).map(({ kind }) => kind)).toEqual([
			'post',
			'post'
		]);
		expect(rounds[0]?.result?.closedAt).toBeLessThan(NOW);
	});

	test('follows both chosen problems to readings, so that every step has content', () => {
		const { stage, ...wall } = record();
		const all = <T>(items: readonly T[], pick: (item: T) => string) => new Set(items.map(pick));
		const chosen = new Set(stage.chosen);
		expect(all(wall.costs, ({ problem }) => problem)).toEqual(chosen);
		expect(all(wall.outcomes, ({ problem }) => problem)).toEqual(chosen);
		const asked = all(wall.answers, ({ question }) => question);
		expect(QUESTIONS.filter((question) => !asked.has(question))).toEqual([]);
		const outcomes = all(wall.outcomes, ({ id }) => id);
		expect(all(wall.requirements, ({ outcome }) => outcome)).toEqual(outcomes);
		expect(all(wall.readings, ({ outcome }) => outcome)).toEqual(outcomes);
		for (const outcome of wall.outcomes) {
			expect(outcomeCheck(outcome, dayOf(NOW))).toEqual([]);
			const { wording, fns, marks } = stage.agreements[outcome.id] ?? {};
			expect(wording).toBe(wordingOf(outcome));
			expect(fns?.map(({ people }) => people)).toEqual([6, 4, 7, 3]);
			expect(fns?.every(({ median }) => (median ?? 0) >= 3)).toBe(true);
			expect(marks?.reduce((sum, n) => sum + n, 0)).toBe(20);
		}
		for (const { day } of wall.readings) expect(day < dayOf(NOW)).toBe(true);
		expect(Object.values(wall.frame).every(Boolean)).toBe(true);
	});
	test('has a requirement or a reason for each parked idea', () => {
		const { notes, requirements } = record();
		const parked = notes.filter((note) => note.parked);
		expect(parked).toHaveLength(4);
		for (const { requirement, setAside } of parked) {
			const linked = requirements.some(({ id }) => id === requirement);
			expect(linked).toBe(setAside === '');
		}
		expect(
			parked.filter(({ rewrittenAs }) => notes.some(({ id }) => id === rewrittenAs))
		).toHaveLength(1);
	});

	test('uses every text of its catalogue, and is the same board in any language', () => {
		const textsIn = (part: unknown): string[] =>
			typeof part === 'string' ? [part] : Object.values(part ?? {}).flatMap(textsIn);
		const trial = pseudo(en);
		for (const m of [en, trial]) {
			const said = new Set(textsIn(JSON.parse(writeRecord(record(m)))));
			expect(textsIn(m.sample).filter((text) => !said.has(text))).toEqual([]);
		}
		const idsIn = (wall: BoardRecord) =>
			[wall.notes, wall.clusters, wall.answers, wall.outcomes].map((all) =>
				all.map(({ id }) => id)
			);
		expect(idsIn(record(trial))).toEqual(idsIn(record()));
		expect(parseRecord(writeRecord(record(trial))).ok).toBe(true);
	});

	test('has no overlapping items on its wall', () => {
		const boxes = groupedNotes(record()).flatMap(({ cluster, notes }): Box[] =>
			cluster
				? [{ ...cluster, ...clusterSize(notes.map(({ text }) => text)) }]
				: notes.map((note) => ({ ...note, width: NOTE_WIDTH, height: noteHeight(note.text) }))
		);
		const touching = boxes.filter((a) =>
			boxes.some(
				(b) =>
					a !== b &&
					a.x < b.x + b.width &&
					b.x < a.x + a.width &&
					a.y < b.y + b.height &&
					b.y < a.y + a.height
			)
		);
		expect(touching).toEqual([]);
	});
});
