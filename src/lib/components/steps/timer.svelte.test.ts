/** A page that cannot reach the server does not know whether the timer still runs. */
import { board as en } from '$lib/i18n/en/board.ts';
import { setMessages } from '$lib/i18n/context.ts';
import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BoardState } from '$lib/state/board.svelte.ts';
import { setBoard } from '$lib/state/context.ts';
import { page, round, step } from '$lib/state/testing.ts';
import type { StageView } from '$lib/workshop/types.ts';
import Timer from './Timer.svelte';

const MINUTE_MS = 60_000;
let stop: () => void;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	stop();
	vi.useRealTimers();
});

/** A page from the device's copy, saved with three minutes left. */
function keptPage(fields: Partial<StageView>) {
	const board = new BoardState(page(0, { now: 2 * MINUTE_MS, ...fields }), en);
	const within: Component = (internals) => {
		setBoard(board);
		setMessages(en);
		return (Timer as Component)(internals, {});
	};
	const drawn = mount(within, { target: document.body, context: new Map() });
	flushSync();
	stop = () => void unmount(drawn);
	const shown = () => document.body.querySelector('[role="timer"]')?.textContent.trim();
	const told = () => document.body.querySelector('[role="status"]')?.textContent.trim();
	return { board, shown, told };
}
function wait(minutes: number) {
	vi.advanceTimersByTime(minutes * MINUTE_MS);
	flushSync();
}
const endsAt = 5 * MINUTE_MS;
const timed = [
	['timer', { timer: { startedAt: 0, endsAt } }],
	[
		'limit of a round',
		{
			steps: [step('vote', { kind: 'vote' })],
			currentStep: 'vote',
			rounds: [round({ openedAt: 0, endsAt })]
		}
	]
] as const satisfies [string, unknown][];

test.each(timed)('the %s stands still on a kept page until it is online', (_, fields) => {
	const { board, shown, told } = keptPage(fields as unknown as Partial<StageView>);
	for (const status of ['connecting', 'offline', 'unsaved'] as const) {
		board.connection.report(status, '');
		flushSync();
		wait(10);
		expect([status, shown(), told()]).toEqual([status, '3:00', '']);
	}
	board.connection.report('online', '');
	flushSync();
	wait(1);
	expect(shown()).toBe('2:00');
	wait(1.5);
	expect(told()).toBe('Less than one minute is left.');
	wait(1);
	expect([shown(), told()]).toEqual(['Time is up', 'Time is up.']);
});
