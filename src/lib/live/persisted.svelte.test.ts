import { beforeEach, expect, test } from 'vitest';
import { onDevice, Persisted } from './persisted.ts';

beforeEach(() => localStorage.clear());

test('values stay by name, beside those of others', () => {
	localStorage.setItem('somebody else', 'x');
	onDevice.write('a b', 'words');
	onDevice.writeJson('c', { n: 1 });
	expect([onDevice.read('a b'), onDevice.readJson('c')]).toEqual(['words', { n: 1 }]);
	expect(onDevice.names.sort()).toEqual(['a b', 'c']);
	onDevice.write('a b', null);
	expect([onDevice.read('a b'), onDevice.names]).toEqual([null, ['c']]);
});

test('what cannot be read is nothing', () => {
	onDevice.write('c', '{"n":');
	expect([onDevice.readJson('c'), onDevice.readJson('d')]).toEqual([null, null]);
});

test('a browser that keeps nothing loses what is written, and breaks nothing', () => {
	const blocked = new Persisted(() => {
		throw new DOMException('blocked', 'SecurityError');
	});
	blocked.write('a', 'b');
	expect([blocked.read('a'), blocked.readJson('a'), blocked.names]).toEqual([null, null, []]);
});

test('other windows tell what they change', () => {
	const heard: unknown[] = [];
	const stop = onDevice.onChange((...change) => heard.push(change));
	const tell = (key: string, storageArea: Storage) =>
		dispatchEvent(new StorageEvent('storage', { key, newValue: 'new', storageArea }));
	tell('groundwork a', localStorage);
	tell('somebody else', localStorage);
	tell('groundwork a', sessionStorage);
	stop();
	tell('groundwork a', localStorage);
	expect(heard).toEqual([['a', 'new']]);
});
