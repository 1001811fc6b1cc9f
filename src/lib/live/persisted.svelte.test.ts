import { beforeEach, expect, test } from 'vitest';
import { onDevice, Persisted } from './persisted.ts';

beforeEach(() => localStorage.clear());

test('values are stored by name and leave values of others alone', () => {
	localStorage.setItem('somebody else', 'x');
	onDevice.write('a b', 'words');
	onDevice.writeJson('c', { n: 1 });
	expect([onDevice.read('a b'), onDevice.readJson('c')]).toEqual(['words', { n: 1 }]);
	expect(onDevice.names.sort()).toEqual(['a b', 'c']);
	onDevice.write('a b', null);
	expect([onDevice.read('a b'), onDevice.names]).toEqual([null, ['c']]);
});

test('a value that cannot be parsed reads as nothing', () => {
	onDevice.write('c', '{"n":');
	expect([onDevice.readJson('c'), onDevice.readJson('d')]).toEqual([null, null]);
});

test('in a browser that stores nothing, writing loses the value and never throws', () => {
	const blocked = new Persisted(() => {
		throw new DOMException('blocked', 'SecurityError');
	});
	blocked.write('a', 'b');
	expect([blocked.read('a'), blocked.readJson('a'), blocked.names]).toEqual([null, null, []]);
});

test('changes in other windows are reported', () => {
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
