/** Random edits of a document that contains every kind of shared type. */
import * as Y from 'yjs';
import type { Random } from './random.ts';

/** Gives the roots their types. */
export function typed(doc: Y.Doc): Y.Doc {
	doc.getMap('cards');
	doc.getMap('votes');
	doc.getArray('order');
	doc.getText('words');
	doc.getXmlFragment('xml');
	doc.getMap('plain');
	return doc;
}
/** Adds the texts into which pages write only words. */
export function layPlain(doc: Y.Doc) {
	for (const key of ['a', 'b', 'c']) doc.getMap('plain').set(key, new Y.Text('Words of all'));
}
export function edit(random: Random, doc: Y.Doc) {
	const plain = [...doc.getMap('plain').values()];
	if (plain.length > 0 && random.chance(0.2))
		return changePlain(random, random.pick(plain) as Y.Text);
	const root = random.pick<() => Shared>([
		() => doc.getMap('cards'),
		() => doc.getMap('cards'),
		() => doc.getMap('votes'),
		() => doc.getArray('order'),
		() => doc.getText('words'),
		() => doc.getXmlFragment('xml')
	]);
	change(random, root());
}

type Shared = Y.Map<unknown> | Y.Array<unknown> | Y.Text | Y.XmlFragment;
const isShared = (value: unknown): value is Shared => value instanceof Y.AbstractType;

const DEEPEST = 3;
const word = (random: Random) => 'abcdefghijklmnop'.slice(0, 1 + random.below(12));

function change(random: Random, type: Shared, depth = 0): void {
	if (type instanceof Y.XmlFragment) return changeXml(random, type, depth);
	if (type instanceof Y.Text) return changeText(random, type);
	if (type instanceof Y.Map) return changeMap(random, type, depth);
	if (type instanceof Y.Array) changeArray(random, type, depth);
}
function changeMap(random: Random, map: Y.Map<unknown>, depth: number) {
	const keys = [...map.keys()];
	if (keys.length > 0 && random.chance(0.45)) {
		const value = map.get(random.pick(keys));
		if (isShared(value)) return change(random, value, depth + 1);
	}
	if (keys.length > 0 && random.chance(0.2)) return map.delete(random.pick(keys));
	map.set(`k${random.below(depth === 0 ? 25 : 4)}`, value(random, depth));
}
function changeArray(random: Random, array: Y.Array<unknown>, depth: number) {
	const { length } = array;
	if (length > 0 && random.chance(0.35)) {
		const value = array.get(random.below(length));
		if (isShared(value)) return change(random, value, depth + 1);
	}
	if (length > 0 && random.chance(0.25)) return cut(random, array, 3);
	const values = Array.from({ length: 1 + random.below(3) }, () => value(random, depth));
	array.insert(random.below(length + 1), values);
}
function changeText(random: Random, text: Y.Text) {
	const { length } = text;
	if (length > 0 && random.chance(0.2)) return cut(random, text, 6);
	if (length > 0 && random.chance(0.2)) {
		const at = random.below(length);
		const format = { [random.pick(['bold', 'em'])]: random.pick([true, null]) };
		return text.format(at, Math.min(1 + random.below(6), length - at), format);
	}
	if (random.chance(0.1)) return text.insertEmbed(random.below(length + 1), { image: 'x' });
	text.insert(random.below(length + 1), word(random));
}
function changePlain(random: Random, text: Y.Text) {
	if (text.length > 0 && random.chance(0.4)) return cut(random, text, 6);
	text.insert(random.below(text.length + 1), word(random));
}
function changeXml(random: Random, xml: Y.XmlFragment, depth: number) {
	const { length } = xml;
	if (xml instanceof Y.XmlElement && random.chance(0.3))
		return xml.setAttribute(random.pick(['a', 'b']), word(random));
	if (length > 0 && random.chance(0.4)) {
		const child: unknown = xml.get(random.below(length));
		if (isShared(child)) return change(random, child, depth + 1);
	}
	if (length > 0 && random.chance(0.2)) return cut(random, xml, 2);
	const child = random.chance(0.5) ? new Y.XmlElement('p') : new Y.XmlText(word(random));
	xml.insert(random.below(length + 1), [child]);
}
function cut(
	random: Random,
	list: { length: number; delete(at: number, count: number): void },
	most: number
) {
	const at = random.below(list.length);
	list.delete(at, Math.min(1 + random.below(most), list.length - at));
}
function value(random: Random, depth: number): unknown {
	if (depth < DEEPEST && random.chance(0.35))
		return random.pick<() => unknown>([
			() => new Y.Map<unknown>(Object.entries({ x: random.below(9), t: new Y.Text('text') })),
			() => Y.Array.from([random.below(9), word(random)]),
			() => new Y.Text(word(random))
		])();
	return random.pick<unknown>([
		random.below(1000),
		word(random),
		word(random),
		{ a: 1, b: [1, 2] },
		Uint8Array.of(1, 2, 3)
	]);
}
