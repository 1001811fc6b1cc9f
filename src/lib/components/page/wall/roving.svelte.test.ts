/** The focus follows a note that somebody else moves, and returns to it for no other reason. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Roving } from './roving.ts';

let root: HTMLElement;
let roving: Roving;
let stop: () => void;
beforeEach(() => {
	document.body.innerHTML =
		'<main data-focus-home tabindex="-1"><ul><li data-note="n1" tabindex="-1"></li></ul><ol><li data-note="n2" tabindex="-1"></li></ol></main><button>Elsewhere</button>';
	root = find('main');
	roving = new Roving();
	stop = roving.mount(root);
});
afterEach(() => {
	stop();
	document.body.innerHTML = '';
});
const find = (selector: string) => document.querySelector(selector) as HTMLElement;
const note = (id: string) => find(`[data-note="${id}"]`);
/** Redraws a note in another list, either at once or after `between` has run. */
function move(id: string, between: () => void = () => undefined) {
	note(id).remove();
	between();
	find('ol').insertAdjacentHTML('beforeend', `<li data-note="${id}" tabindex="-1"></li>`);
	roving.ensureStop();
}

test('the focus follows a note that is redrawn elsewhere', () => {
	note('n1').focus();
	move('n1');
	expect(document.activeElement).toBe(note('n1'));
});
test('the focus waits at home for a note that is redrawn a little later', () => {
	note('n1').focus();
	move('n1', () => {
		root.focus();
		roving.ensureStop();
	});
	expect(document.activeElement).toBe(note('n1'));
	expect(note('n1').tabIndex).toBe(0);
});
test.each([
	['the wall by themselves', () => root.focus(), () => root],
	['something else', () => find('button').focus(), () => find('button')]
])('the focus is not taken back from a person who has gone to %s', (_, go, where) => {
	note('n1').focus();
	go();
	move('n1');
	expect(document.activeElement).toBe(where());
});
