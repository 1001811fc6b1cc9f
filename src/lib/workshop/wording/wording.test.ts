import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all as en } from '../../i18n/en/all.ts';
import { readTable } from '../import/table.ts';
import { ENGLISH } from './en.ts';
import { wordingCheck } from './wording.ts';

const check = wordingCheck();
const asks = (text: string) => check(text) !== null;

describe('a note that names a tool is questioned', () => {
	it.each([
		// The examples of M4.
		'My CRM needs a button that turns a quote into an order.',
		'The system should have a screen that shows the last calls.',
		'It should automatically create a task.',
		"Let's buy Salesforce.",
		'A dashboard with all open complaints.',
		'Which one is best?',
		// Direct requests.
		'Feature request: unread count in the title',
		'Please add dark mode',
		'It would be nice if the list could be sorted',
		'As a sales rep I want to see my accounts on a map',
		'I wish the app had a search field',
		'As a patient I can book online so that I need not wait on the phone, which is annoying',
		// Commands and wishes.
		'Allow clients to move their appointment',
		'Add undo',
		'Allow users to change their name',
		'Let customers choose the delivery slot on the website',
		'Scan the incoming letters',
		"Don't close the dialog on a click outside",
		'Why not use SharePoint?',
		'We should move everything to the cloud.',
		'A shared calendar would solve this.',
		// A need for a thing.
		'We need a chatbot.',
		'Sales wants tablets',
		'Need a way to mark favourites',
		'The app must work offline',
		'Leads should be assigned to the right rep',
		'Is there any option for a second currency?',
		// Fragments.
		'Dark mode',
		'Integration with Outlook',
		'Ability to mute words',
		'Sales pipelines',
		'List of all technicians with their status',
		'Offline maps for the field team',
		'HubSpot',
		'A dashboard that keeps data for 12 months'
	])('%s', (text) => expect(asks(text)).toBe(true));
});

describe('a problem is not questioned', () => {
	it.each([
		'Customers cannot find the button to cancel, so they phone us.',
		// Existing tools that cause problems.
		'The dashboard shows numbers that nobody believes.',
		'Add button does nothing',
		'Import fails for large files',
		'Dark mode makes the headers invisible',
		'Search is slow',
		'Automatic reminders go out to customers who have paid',
		'We bought Salesforce and still work with Excel.',
		// Present duties are not wishes.
		'I need to call three departments to find an order.',
		'We have to copy every order by hand.',
		'The system needs 40 seconds to open a record.',
		'It takes eleven clicks to log a visit.',
		'Support teams drown in the same questions.',
		"There's no integration between the applications.",
		'However, the calendar shows start dates only.',
		'They left sales without the structure, support, or systems it had.',
		// An unmet wish with its reason.
		'The system should warn us, but it never does.',
		'I should have been told about the complaint.',
		// Customers' own words and errands.
		'I was on hold for forty minutes.',
		'I want my money back.',
		'i would like to know the status of my application',
		'How do I set up direct deposit?',
		'Give me my credit score please',
		// Fragments that describe a problem.
		'Double data entry',
		'Too many passwords',
		'Missing serial numbers in tickets',
		// A state, an ordinal or a dash is not a tool.
		'Offline note – número uno',
		'Offline six typed',
		'Online we are slower than by phone',
		'Second line, with comma',
		'Third page, for the second time',
		// Events with a duration.
		'Hotline music for 20 minutes',
		'Loading screen for two minutes each morning',
		'Automatic reply for days',
		''
	])('%s', (text) => expect(asks(text)).toBe(false));
});

it('reports which words caused the question, and why', () => {
	const text = 'For two years I say: my CRM needs a button to export quotes';
	const asked = check(text);
	expect(asked?.words.map(({ from, to }) => text.slice(from, to))).toEqual(['CRM needs a button']);
	expect(asked?.question(en)).toBe('What happens today because this is missing?');
	expect(asked?.why(en)).toBe(
		'“CRM needs a button” says what somebody should get, not what goes wrong today.'
	);
});

it('finds a wish at the beginning, whatever reasons follow', () => {
	expect(asks('Please add autosave. I lost an hour of work and nobody could help me.')).toBe(true);
	expect(asks('I lost an hour of work and nobody could help me.')).toBe(false);
});

it('recognises the product names of a board, and only as a solution', () => {
	const own = wordingCheck({ products: ['Kestrel Desk'] });
	expect(asks('Kestrel')).toBe(false);
	expect(own('Kestrel')).not.toBeNull();
	expect(own('We need Kestrel')).not.toBeNull();
	expect(own('Kestrel loses our notes')).toBeNull();
});

it('can be switched off', () => {
	expect(wordingCheck({ on: false })('Add a button')).toBeNull();
});

it('works for another language with data alone', () => {
	const german = {
		...ENGLISH,
		classes: {
			breaks: ['nicht'],
			joints: ['mit'],
			number: [],
			product: [],
			tool: ['knopf', 'system'],
			not: ['nicht']
		},
		endings: {},
		wishes: [{ kind: 'need', weight: 4, patterns: ['braucht ~3 @tool'] }],
		problems: [{ kind: 'not', weight: 4, patterns: ['@not'] }]
	};
	const pruefe = wordingCheck({ language: german });
	expect(pruefe('Unser CRM braucht einen Knopf')).not.toBeNull();
	expect(pruefe('Wir finden den Knopf nicht')).toBeNull();
});

describe('any text', () => {
	const words = Object.values(ENGLISH.classes).flat();
	const soup = fc
		.array(fc.oneof(fc.constantFrom(...words, '.', ',', ':', '\n', '"', '-', "'"), fc.string()), {
			maxLength: 120
		})
		.map((parts) => parts.join(' '));

	it('has marks inside its bounds, in order and without overlaps', () => {
		fc.assert(
			fc.property(soup, (text) => {
				let end = 0;
				for (const { from, to } of check(text)?.words ?? []) {
					expect(from).toBeGreaterThanOrEqual(end);
					expect(to).toBeGreaterThan(from);
					end = to;
				}
				expect(end).toBeLessThanOrEqual(text.length);
			})
		);
	});

	it('gets the same result in capitals, with typographic apostrophes and after spaces', () => {
		fc.assert(
			fc.property(fc.constantFrom(...labelled().map(({ text }) => text)), (text) => {
				const changed = `  ${text.toUpperCase().replaceAll("'", '’')}`;
				expect(asks(changed)).toBe(asks(text));
			})
		);
	});

	it('is checked in limited time, whatever its length and repetitions', () => {
		const pieces = [
			'a ',
			'a, ',
			'add ',
			'need a ',
			'the system ',
			"'",
			'a-',
			"n't",
			'. ',
			' -',
			': '
		];
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }),
				fc.integer({ min: 1, max: 20_000 }),
				(parts, times) => {
					const text = parts.join('').repeat(times);
					const asked = check(text);
					expect(asked === null || asked.words.length > 0).toBe(true);
				}
			),
			{ numRuns: 20 }
		);
	});
});

interface Labelled {
	text: string;
	label: string;
	part: string;
}
function table(name: string): string[][] {
	const url = new URL(`../../../../tests/support/data/${name}`, import.meta.url);
	return readTable(readFileSync(url, 'utf8')).rows;
}
function labelled(): Labelled[] {
	return table('wording.csv').map(([text = '', label = '', part = '']) => ({ text, label, part }));
}

/** Shares of sentences, 0 to 1. */
function measured(rows: readonly Labelled[]) {
	const solutions = rows.filter(({ label }) => label === 'solution');
	const problems = rows.filter(({ label }) => label === 'problem');
	const found = solutions.filter(({ text }) => asks(text)).length;
	const questioned = problems.filter(({ text }) => asks(text)).length;
	return {
		sentences: rows.length,
		right: (found + problems.length - questioned) / rows.length,
		precision: found / (found + questioned),
		recall: found / solutions.length,
		questioned: questioned / problems.length
	};
}

describe('real sentences', () => {
	it.each(['development', 'held-out'])('from the %s part are classified correctly', (part) => {
		const numbers = measured(labelled().filter((row) => row.part === part));
		console.info(`wording check, ${part}:`, numbers);
		expect(numbers.sentences).toBeGreaterThanOrEqual(100);
		expect(numbers.right).toBeGreaterThanOrEqual(0.9);
		expect(numbers.questioned).toBeLessThan(0.05);
	});

	it('from a service desk are rarely questioned', () => {
		const questioned = table('service-desk.csv').filter(([text = '']) => asks(text));
		expect(questioned.length).toBeLessThanOrEqual(9);
	});
});
