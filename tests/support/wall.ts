/** The wall as a person sees it, and boards that are ready for clustering. */
import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { cluster, drag, goTo, lift, middle, note, type Point } from './board.ts';
import { startWorkshop, type NewWorkshop, type Workshop } from './people.ts';

export interface Row {
	text: string;
	/** Name of a function, or '' for none. */
	fn?: string;
	/** Title of the note's cluster; without one the note is loose. */
	cluster?: string;
}

/** Starts a workshop whose wall has these notes. */
export async function startWithNotes(
	page: Page,
	url: string,
	rows: readonly Row[],
	options: NewWorkshop = {}
): Promise<Workshop> {
	const workshop = await startWorkshop(page, url, options);
	const response = await page.request.post(`${workshop.board}/import`, {
		headers: { origin: url },
		data: {
			id: randomUUID(),
			kind: 'problem',
			rows: rows.map(({ text, fn = '', cluster = '' }) => ({ text, fn, cluster }))
		}
	});
	expect(response.ok()).toBe(true);
	return workshop;
}
/** Starts a workshop with these notes whose group is at the Cluster step. */
export async function startClustering(
	page: Page,
	url: string,
	rows: readonly Row[],
	options: NewWorkshop = {}
): Promise<Workshop> {
	const workshop = await startWithNotes(page, url, rows, options);
	await goTo(page, 'Cluster');
	await expect(page.locator('[data-note]')).toHaveCount(rows.length);
	return workshop;
}

export interface SeenWall {
	clusters: { title: string; x: number; y: number; notes: string[] }[];
	loose: { text: string; x: number; y: number }[];
}
/** The wall as a page shows it: the place, order and name of each item. */
export function wallOf(page: Page): Promise<SeenWall> {
	return page.evaluate(() => {
		const textOf = (element: Element) => element.querySelector('p')?.textContent ?? '';
		const placeOf = (element: HTMLElement | null) => ({
			x: Number.parseFloat(element?.style.getPropertyValue('--x') ?? ''),
			y: Number.parseFloat(element?.style.getPropertyValue('--y') ?? '')
		});
		const all = <T extends Element>(selector: string, root: ParentNode = document) => [
			...root.querySelectorAll<T & HTMLElement>(selector)
		];
		return {
			clusters: all('[data-cluster]').map((element) => ({
				title: element.querySelector('h3')?.textContent?.trim() ?? '',
				...placeOf(element),
				notes: all('[data-note]', element).map(textOf)
			})),
			loose: all('[data-note]')
				.filter((element) => !element.closest('[data-cluster]'))
				.map((element) => ({ text: textOf(element), ...placeOf(element.closest('li')) }))
				.sort((a, b) => a.text.localeCompare(b.text))
		};
	});
}
/** Waits until all these pages show the same wall, and returns it. */
export async function oneWall(first: Page, ...others: Page[]): Promise<SeenWall> {
	await expect(async () => {
		const wall = await wallOf(first);
		for (const other of others) expect(await wallOf(other)).toEqual(wall);
	}).toPass({ timeout: 10_000 });
	return wallOf(first);
}

/** Waits until nothing on the page moves by itself. */
export async function settled(page: Page): Promise<void> {
	await page.evaluate(async () => {
		for (;;) {
			await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
			const moving = document.getAnimations().filter(({ playState }) => playState === 'running');
			if (moving.length === 0) return;
			await Promise.allSettled(moving.map(({ finished }) => finished));
		}
	});
}

/** The part to drag: a note's text, or a cluster's header. */
const handle = (item: Locator) => item.locator('.text, header').first();

/** Picks up a note or cluster with the mouse and moves it, without dropping it. */
export async function liftItem(page: Page, item: Locator, to: Locator | Point): Promise<void> {
	await settled(page);
	await lift(page, handle(item), 'x' in to ? to : await middle(handle(to)));
}
/** Drags a note or cluster onto another, or to a place in the window. */
export async function dragItem(page: Page, item: Locator, to: Locator | Point): Promise<void> {
	await settled(page);
	await drag(page, handle(item), 'x' in to ? to : await middle(handle(to)));
	await settled(page);
}
/** Drops one note on another, and types the name of the new cluster. */
export async function makeCluster(page: Page, texts: [string, string], title: string) {
	const [dropped, onto] = texts;
	await dragItem(page, note(page, dropped), note(page, onto));
	const nameless = page.locator('[data-cluster]').filter({ has: note(page, dropped) });
	await expect(nameless.locator('[data-note]')).toHaveCount(2);
	await expect(page.getByLabel('Name of the cluster, as a problem')).toBeFocused();
	await page.keyboard.type(title);
	await page.keyboard.press('Enter');
	await expect(cluster(page, title)).toBeVisible();
}
