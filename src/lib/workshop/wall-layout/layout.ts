/**
 * Calculates positions of notes and clusters, in wall units (CSS pixels at 100 %). Heights are estimated from the text,
 * so that the server and the first rendering need no browser for the layout.
 */

export const NOTE_WIDTH = 176;
export const NOTE_MIN_HEIGHT = 92;
/** Distance between notes. */
export const GAP = 8;
export const CLUSTER_PADDING = 12;
/** Height of the title and mix bar of a cluster. */
export const CLUSTER_HEADER = 58;

/** Distance between clusters, and around groups of loose notes. */
const WALL_GAP = 32;
const NOTE_STEP = NOTE_WIDTH + GAP;
const NOTE_TEXT_WIDTH = 147;
const NOTE_FONT_SIZE = 13;
const NOTE_LINE_HEIGHT = NOTE_FONT_SIZE * 1.36;
/** Space above and below a note's text, together. */
const NOTE_PADDING = 36;
const MIN_COLUMNS = 2;
const MAX_COLUMNS = 6;
/** Ratio of width to height of a tidy wall, roughly that of a projector. */
const LANDSCAPE = 1.6;

export interface Point {
	x: number;
	y: number;
}
export interface Box extends Point {
	width: number;
	height: number;
}
export interface TextItem {
	id: string;
	text: string;
}

/** Estimated height of a note, rather too large than too small. */
export function noteHeight(text: string): number {
	const lines = text.split('\n').reduce((total, line) => total + linesOf(line), 0);
	return Math.max(NOTE_MIN_HEIGHT, Math.ceil(NOTE_PADDING + lines * NOTE_LINE_HEIGHT));
}
function linesOf(paragraph: string): number {
	const space = charWidth(' ');
	let lines = 1;
	let used = 0;
	for (const word of paragraph.split(/\s+/)) {
		const width = [...word].reduce((total, char) => total + charWidth(char), 0);
		if (used > 0 && used + space + width > NOTE_TEXT_WIDTH) {
			lines += 1;
			used = 0;
		}
		// A word that is longer than a line can break anywhere.
		used += (used > 0 ? space : 0) + width;
		const breaks = Math.max(0, Math.ceil(used / NOTE_TEXT_WIDTH) - 1);
		lines += breaks;
		used -= breaks * NOTE_TEXT_WIDTH;
	}
	return lines;
}
/** Approximate advance widths of the UI font, from a table: a wall of 6,000 notes has half a million letters. */
function charWidth(char: string): number {
	return WIDTHS[char.charCodeAt(0)] ?? widthOf(char);
}
function widthOf(char: string): number {
	if (/[ijl.,;:!|'’ ()ftr-]/.test(char)) return 0.36 * NOTE_FONT_SIZE;
	if (/[mwMW@%—…]/.test(char)) return 0.9 * NOTE_FONT_SIZE;
	if (/[A-Z]/.test(char)) return 0.68 * NOTE_FONT_SIZE;
	if (char > '\u2e80') return 1.05 * NOTE_FONT_SIZE;
	return 0.57 * NOTE_FONT_SIZE;
}
const LOOKED_UP = 0x250;
const WIDTHS = Array.from({ length: LOOKED_UP }, (_, code) => widthOf(String.fromCharCode(code)));

/**
 * Number of columns of a cluster with `notes` notes: 2 for up to 6 notes (a title needs that width even over one note),
 * then one more as soon as there would be two more rows than columns; at most 6.
 */
export function clusterColumns(notes: number): number {
	let columns = MIN_COLUMNS;
	while (columns < MAX_COLUMNS && columns * (columns + 1) < notes) columns += 1;
	return columns;
}

/** Outer size of a cluster with notes of these texts, in their order. */
export function clusterSize(texts: readonly string[]): { width: number; height: number } {
	const columns = clusterColumns(texts.length);
	const rows = rowHeights(texts, columns);
	const inner = rows.length === 0 ? NOTE_MIN_HEIGHT : total(rows) + (rows.length - 1) * GAP;
	return {
		width: 2 * CLUSTER_PADDING + columns * NOTE_STEP - GAP,
		height: 2 * CLUSTER_PADDING + CLUSTER_HEADER + inner
	};
}
/** A row is as tall as its tallest note. */
function rowHeights(texts: readonly string[], columns: number): number[] {
	const heights: number[] = [];
	for (let start = 0; start < texts.length; start += columns)
		heights.push(Math.max(...texts.slice(start, start + columns).map(noteHeight)));
	return heights;
}

/** Positions for the notes of a cluster that is split: the same as inside the cluster, so that nothing jumps. */
export function splitPlaces(origin: Point, texts: readonly TextItem[]): Record<string, Point> {
	const columns = clusterColumns(texts.length);
	const heights = rowHeights(
		texts.map(({ text }) => text),
		columns
	);
	let above = 0;
	return Object.fromEntries(
		texts.map(({ id }, index) => {
			if (index > 0 && index % columns === 0) above += (heights[index / columns - 1] ?? 0) + GAP;
			const x = origin.x + CLUSTER_PADDING + (index % columns) * NOTE_STEP;
			return [id, { x, y: origin.y + CLUSTER_PADDING + CLUSTER_HEADER + above }];
		})
	);
}

/**
 * A tidy wall from the origin to the right and down: the largest clusters first, then the loose notes in columns below
 * them. Nothing overlaps. The wall is about as wide as a projector shows, or `wallWidth` wide (but never narrower than
 * its widest cluster).
 */
export function tidy(
	clusters: readonly { id: string; texts: readonly string[] }[],
	loose: readonly TextItem[],
	wallWidth?: number
): { clusters: Record<string, Point>; notes: Record<string, Point> } {
	const sized = clusters
		.map(({ id, texts }) => ({ id, notes: texts.length, ...clusterSize(texts) }))
		.sort((a, b) => b.notes - a.notes);
	const sheets = loose.map(({ text }) => ({ width: NOTE_WIDTH, height: noteHeight(text) }));
	const width = wallWidth ?? bestWidth(sized, landscapeWidth([...sized, ...sheets]));

	const places = pack(sized, width);
	const boxes = sized.flatMap((size, index) => {
		const place = places[index];
		return place ? [{ id: size.id, ...place, width: size.width, height: size.height }] : [];
	});
	const bounds = boundsOf(boxes);
	const top = bounds ? bounds.height + WALL_GAP : 0;
	const columns = columnsIn(Math.max(width, bounds?.width ?? 0));
	const starts = Array.from({ length: columns }, (_, index) => ({ x: index * NOTE_STEP, y: top }));
	return {
		clusters: Object.fromEntries(boxes.map(({ id, x, y }) => [id, { x, y }])),
		notes: fillColumns(starts, loose)
	};
}

/**
 * Positions for new notes in columns below the existing items. Placing notes one by one fills the same columns as
 * placing them all at once, so that open posting grows a block and not a tower.
 */
export function placeBeside(
	existing: readonly Box[],
	texts: readonly TextItem[]
): Record<string, Point> {
	const bounds = boundsOf(existing) ?? { x: 0, y: 0, width: 0, height: 0 };
	const sheets = texts.map(({ text }) => ({ width: NOTE_WIDTH, height: noteHeight(text) }));
	const width = Math.max(bounds.width, landscapeWidth([...existing, ...sheets]));
	const starts = Array.from({ length: columnsIn(width) }, (_, index) => ({
		x: bounds.x + index * NOTE_STEP,
		y: bounds.y
	}));
	for (const box of existing) {
		const left = box.x - bounds.x;
		const first = Math.floor(left / NOTE_STEP);
		const end = Math.ceil((left + box.width + GAP) / NOTE_STEP);
		for (const column of starts.slice(first, end))
			column.y = Math.max(column.y, box.y + box.height + GAP);
	}
	return fillColumns(starts, texts);
}

/** The smallest box around all boxes, or null if there are none. */
export function boundsOf(boxes: readonly Box[]): Box | null {
	if (boxes.length === 0) return null;
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const box of boxes) {
		left = Math.min(left, box.x);
		top = Math.min(top, box.y);
		right = Math.max(right, box.x + box.width);
		bottom = Math.max(bottom, box.y + box.height);
	}
	return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A shuffled copy; each order is equally likely (Fisher–Yates). `random` returns numbers in [0, 1). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
	const copy = [...items];
	for (let last = copy.length - 1; last > 0; last -= 1) {
		const other = Math.floor(random() * (last + 1));
		[copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
	}
	return copy;
}

type Size = { width: number; height: number };
const total = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0);
const columnsIn = (width: number) => Math.max(4, Math.floor((width + GAP) / NOTE_STEP));

/** The width at which boxes of this total area have a landscape format. */
function landscapeWidth(sizes: readonly Size[]): number {
	const area = total(sizes.map(({ width, height }) => (width + GAP) * (height + GAP)));
	return Math.sqrt(area * LANDSCAPE);
}

/** The width near `start` at which the packed boxes come closest to a landscape format. */
function bestWidth(sizes: readonly Size[], start: number): number {
	const misfit = (width: number) => {
		const bounds = boundsOf(
			pack(sizes, width).map((place, index) => ({ ...place, ...sizes[index]! }))
		);
		return bounds ? Math.abs(Math.log(bounds.width / bounds.height / LANDSCAPE)) : 0;
	};
	const widths = [1, 1.2, 1.4, 1.6, 1.8].map((factor) => factor * start);
	const tried = widths.map((width) => ({ width, misfit: misfit(width) }));
	return tried.reduce((best, one) => (one.misfit < best.misfit ? one : best)).width;
}

/** Puts each note at the top of the emptiest column, the left one first. */
function fillColumns(starts: Point[], texts: readonly TextItem[]): Record<string, Point> {
	return Object.fromEntries(
		texts.map(({ id, text }) => {
			const column = starts.reduce((best, place) => (place.y < best.y ? place : best));
			const place = { x: column.x, y: column.y };
			column.y += noteHeight(text) + GAP;
			return [id, place];
		})
	);
}

/**
 * Skyline packing: each box in turn goes as high as possible, then as far left as possible. The skyline is a row of
 * ledges, each from its x to the next one's.
 */
function pack(sizes: readonly Size[], width: number): Point[] {
	const right = Math.max(width, ...sizes.map((size) => size.width));
	let skyline: Point[] = [{ x: 0, y: 0 }];
	return sizes.map((size) => {
		const places = skyline
			.filter(({ x }) => x + size.width <= right)
			.map(({ x }) => ({ x, y: ledgeUnder(skyline, x, x + size.width) }));
		const place = places.reduce((best, other) => (other.y < best.y ? other : best));
		skyline = raised(skyline, place, size);
		return place;
	});
}
/** The lowest y at which a box over [from, to) overlaps nothing. */
function ledgeUnder(skyline: readonly Point[], from: number, to: number): number {
	const under = skyline.filter(
		({ x }, index) => x < to && (skyline[index + 1]?.x ?? Infinity) > from
	);
	return Math.max(...under.map(({ y }) => y));
}
function raised(skyline: readonly Point[], place: Point, size: Size): Point[] {
	const end = place.x + size.width + WALL_GAP;
	const left = skyline.filter(({ x }) => x < place.x);
	const after = skyline.filter(({ x }) => x >= end);
	const cut = skyline.findLast(({ x }) => x < end);
	const rest = after[0]?.x === end || !cut ? [] : [{ x: end, y: cut.y }];
	return [...left, { x: place.x, y: place.y + size.height + WALL_GAP }, ...rest, ...after];
}
