import { board as en } from '$lib/i18n/en/board.ts';
import { beforeEach, expect, test } from 'vitest';
import { PASTED_LINES } from '$lib/components/transfer/pasted-lines.ts';
import { BoardState } from '$lib/state/board.svelte.ts';
import { page, step } from '$lib/state/testing.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import type { StageView } from '$lib/workshop/types.ts';
import { NoteDraft } from './note-draft.svelte.ts';

const WISH = 'My CRM needs a button that exports quotes';
const OTHER_WISH = 'Add a dashboard with all quotes';
const PROBLEM = 'Customers cannot find the button to cancel, so they phone us';

beforeEach(() => localStorage.clear());

function writing(fields: Partial<StageView> = {}) {
	const steps = [step('post', { kind: 'post', writing: 'open' })];
	const board = new BoardState(page(0, { currentStep: 'post', steps, ...fields }), en);
	const draft = new NoteDraft(board);
	const post = (text: string) => {
		draft.text = text;
		return draft.post();
	};
	return { board, draft, post, texts: () => board.desk.notes.map(({ text }) => text) };
}

test('a problem that mentions a tool is posted at once', async () => {
	const { draft, post, texts } = writing();
	expect(await post(PROBLEM)).toBe('Your note is posted.');
	expect(draft.question).toBeNull();
	expect(texts()).toEqual([PROBLEM]);
});

test('a text that names a tool is questioned once, then posted, and its note is not questioned again', async () => {
	const { board, draft, post, texts } = writing();
	expect(await post(WISH)).toBe('');
	expect(draft.question?.question(en)).toBe('What happens today because this is missing?');
	expect(draft.text).toBe(WISH);
	expect(texts()).toEqual([]);
	expect(await draft.post()).toBe('Your note is posted.');
	expect(await post(WISH)).toBe('Your note is posted.');
	expect(texts()).toEqual([WISH, WISH]);
	for (const note of board.desk.notes) expect(board.wording.askOf(note)).toBeNull();
	expect(board.wording.ask(WISH)).not.toBeNull();
});

test('two presses in a row post one note', async () => {
	const { draft, texts } = writing();
	draft.text = PROBLEM;
	await Promise.all([draft.post(), draft.post()]);
	expect(texts()).toEqual([PROBLEM]);
});

test('a board can switch the question off, or list its own products', async () => {
	const quiet = writing({ checksWording: false });
	expect(await quiet.post(WISH)).toBe('Your note is posted.');
	const own = writing({ products: ['Kestrel Desk'] });
	expect(await own.post('We need Kestrel')).toBe('');
	expect(own.draft.question).not.toBeNull();
});

test('the question disappears when the board switches the check off', async () => {
	const at = page(0, { steps: [step('post', { kind: 'post' })], currentStep: 'post' });
	const stage = $state(at.stage);
	const draft = new NoteDraft(new BoardState({ ...at, stage }, en));
	draft.text = WISH;
	await draft.post();
	expect(draft.question).not.toBeNull();
	stage.checksWording = false;
	expect([draft.text, draft.question]).toEqual([WISH, null]);
	expect(await draft.post()).toBe('Your note is posted.');
});

test('the question disappears when its text changes', async () => {
	const { draft, post } = writing();
	await post(WISH);
	draft.text = `${WISH} at once`;
	expect(draft.question).toBeNull();
	await post(WISH.toUpperCase());
	draft.dismissQuestion();
	expect(draft.question).toBeNull();
	expect(draft.text).toBe(WISH.toUpperCase());
});

test('a parked text goes to the desk as a parked idea', async () => {
	const { board, draft, post } = writing();
	await post(WISH);
	expect(draft.park()).toBe('Your idea is in the parking lot.');
	expect([draft.text, draft.question]).toEqual(['', null]);
	expect(board.desk.notes).toMatchObject([{ text: WISH, parked: true, rewrittenAs: '' }]);
});

test('a text that is being rewritten waits until the new note is posted, and is then parked with a link to it', async () => {
	const { board, draft, post } = writing();
	await post(WISH);
	draft.rewrite();
	expect(draft.text).toBe('');
	const again = new NoteDraft(board);
	again.findOriginals();
	expect(again.originals).toEqual([{ text: WISH, note: '' }]);
	await post(OTHER_WISH);
	draft.rewrite();
	await post('I type every quote again');
	expect(draft.originals).toEqual([]);
	const said = board.desk.notes.find(({ parked }) => !parked);
	expect(said?.text).toBe('I type every quote again');
	const parked = board.desk.notes.filter((note) => note.parked);
	expect(parked.map(({ text }) => text).sort()).toEqual([OTHER_WISH, WISH].sort());
	for (const { rewrittenAs } of parked) expect(rewrittenAs).toBe(said?.id);
	again.findOriginals();
	expect(again.originals).toEqual([]);
});

test('another participant on the same device does not see the text that is being rewritten', async () => {
	const { draft, post } = writing();
	await post(WISH);
	draft.rewrite();
	const mine = page(0);
	const again = new NoteDraft(new BoardState({ ...mine, me: { ...mine.me, id: 'bob' } }, en));
	again.findOriginals();
	expect(again.originals).toEqual([]);
});

test("a rewritten note of one's own is replaced by the new one", async () => {
	const { board, draft, post, texts } = writing();
	await post(WISH);
	await draft.post();
	const [{ id = '' } = {}] = board.desk.notes;
	draft.rewriteNote(id, WISH);
	draft.rewriteNote(id, WISH);
	expect(texts()).toEqual([WISH]);
	await post('I type every quote again');
	expect(board.desk.holds(id)).toBe(false);
	expect(texts().sort()).toEqual(['I type every quote again', WISH].sort());
	expect(board.desk.notes.find(({ text }) => text === WISH)?.parked).toBe(true);
});

test('original words that are put back come before those written since, and nothing is parked', async () => {
	const { board, draft, post } = writing();
	await post(WISH);
	draft.rewrite();
	draft.text = 'I type every quote again';
	draft.putBack();
	expect(draft.text).toBe(`${WISH}\nI type every quote again`);
	expect(draft.originals).toEqual([]);
	expect(board.desk.notes).toEqual([]);
});

test('the original words stay visible when the desk has no room for both notes', async () => {
	const { board, draft, post } = writing();
	await post(WISH);
	draft.rewrite();
	for (let nth = 1; nth < LIMITS.notesPerDesk; nth += 1) board.desk.write('x', 'problem', 'post');
	expect(await post('I type every quote again')).toBe('');
	expect(draft.problem).toContain('all it can');
	expect(draft.originals).toEqual([{ text: WISH, note: '' }]);
});

test('a customer quote is posted without a question', async () => {
	const { draft, post, texts } = writing();
	draft.kind = 'customer';
	await post('You should have an app');
	expect(texts()).toEqual(['You should have an app']);
});

const pasteInto = (draft: NoteDraft, text: string) => {
	draft.pasted(text);
	draft.text += text;
};

test('a pasted list posts all lines that are in the field, one note per line', () => {
	const { draft, texts } = writing();
	pasteInto(draft, '• one\n• two\n• three');
	expect(draft.lines).toEqual(['one', 'two', 'three']);
	draft.text += '\nfour';
	expect(draft.lines).toEqual(['one', 'two', 'three', 'four']);
	pasteInto(draft, '\nfive\nsix');
	draft.text = draft.text.replace('two', 'both');
	expect(draft.postLines().said).toBe(
		'6 notes are posted, one after another, so that nothing shows they have one writer.'
	);
	expect(texts().sort()).toEqual(['one', 'both', 'three', 'four', 'five', 'six'].sort());
	expect([draft.text, draft.lines]).toEqual(['', []]);
});

test('a pasted table makes notes of its text column only, and none of its header', async () => {
	const { board, draft, texts } = writing();
	const cells = '"Orders are typed twice\nand nobody checks"\tSales\nCallbacks wait\tService';
	pasteInto(draft, cells);
	expect(draft.lines).toEqual(['Orders are typed twice\nand nobody checks', 'Callbacks wait']);
	expect(draft.columns).toBe(2);
	draft.postLines();
	expect(texts()).toEqual(['Orders are typed twice\nand nobody checks', 'Callbacks wait']);
	pasteInto(draft, 'Department\tProblem\nSales\tLeads come late');
	expect(draft.lines).toEqual(['Leads come late']);
	draft.handOver();
	expect(draft.text).toBe('');
	expect(board.drafts.words(PASTED_LINES)).toBe('Department\tProblem\nSales\tLeads come late');
});

test('a pasted table stays a table while it is edited, and a line typed below it is a note', () => {
	const { draft } = writing();
	pasteInto(draft, 'Department\tProblem\nSales\tLeads come late');
	draft.text += '\nNobody calls back';
	expect(draft.lines).toEqual(['Leads come late', 'Nobody calls back']);
	expect(draft.columns).toBe(2);
	draft.text = draft.text.replace(
		'Sales\tLeads come late',
		'Sales\tLeads come too late, and twice'
	);
	draft.text += '\nCallers wait, mostly on Mondays';
	expect(draft.lines).toEqual([
		'Leads come too late, and twice',
		'Nobody calls back',
		'Callers wait, mostly on Mondays'
	]);
	draft.text = 'Nobody calls back\nCallers wait';
	expect([draft.lines, draft.columns]).toEqual([['Nobody calls back', 'Callers wait'], 1]);
});

/** A draft beside a desk with room for this many notes. */
function withRoom(notes: number) {
	const it = writing();
	for (let at = notes; at < LIMITS.notesPerDesk; at += 1)
		it.board.desk.write('x', 'problem', 'post');
	return { ...it, posted: () => it.texts().filter((text) => text !== 'x') };
}
test('lines without room stay a list, including lines that appear twice', () => {
	const { draft, posted } = withRoom(1);
	pasteInto(draft, 'a\na\n"b\nand more"\nc');
	draft.postLines();
	expect(posted()).toEqual(['a']);
	expect(draft.problem).toMatch(/^3 lines are still here/);
	expect(draft.text).toBe('a\n"b\nand more"\nc');
	expect(draft.lines).toEqual(['a', 'b\nand more', 'c']);
});
test.each([
	['Department\tProblem\n', 'a known header'],
	['Wo\tWas alles zu tun ist\n', 'any header'],
	['', 'no header']
])('rows without room keep their columns, after %j: %s', (header) => {
	const { draft, posted } = withRoom(1);
	const rows = ['Sales\tLeads come far too late', 'Sales\t"Nobody calls back,\never"'];
	pasteInto(draft, `${header}${rows.join('\n')}\nService\tshort`);
	const all = draft.lines;
	draft.postLines();
	expect(posted()).toEqual([all[0]]);
	expect(draft.text).toContain('"Nobody calls back,\never"\nService\tshort');
	expect(draft.lines).toEqual(all.slice(1));
	expect(draft.columns).toBe(2);
});

test('a pasted list that the writer wants as one note stays one note', async () => {
	const { draft, texts } = writing();
	pasteInto(draft, 'one\ntwo');
	draft.keepAsOne();
	expect(draft.lines).toEqual([]);
	await draft.post();
	expect(texts()).toEqual(['one\ntwo']);
});

test('each step has its own kind of note, and a text that was started keeps its kind', async () => {
	const steps = [
		step('words', { kind: 'post', writing: 'open', noteKind: 'customer' }),
		step('problems', { kind: 'post', writing: 'open' })
	];
	const { board, draft, post } = writing({ steps, currentStep: 'words' });
	expect(draft.kind).toBe('customer');
	await post('I gave up');
	draft.text = 'Nobody rang';
	const [, problems] = steps;
	Object.defineProperty(board, 'step', { get: () => problems });
	draft.text += ', twice';
	expect(draft.kind).toBe('customer');
	draft.text = '';
	expect(draft.kind).toBe('problem');
	draft.kind = 'customer';
	await post('Where is my order?');
	expect(draft.kind).toBe('customer');
	expect(board.desk.notes.map(({ kind }) => kind)).toEqual(['customer', 'customer']);
});
