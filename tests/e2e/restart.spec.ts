/** The server stops or dies during a workshop: pages reconnect by themselves, and saved work is there. */
import {
	closeRound,
	clusterForVote,
	composer,
	note,
	post,
	readWall,
	reveal,
	seeAll
} from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectSaved, join, startWorkshop } from '../support/people.ts';

test('a restart during silent writing loses nothing, and the workshop continues', async ({
	page: mira,
	newPerson,
	ownServer
}) => {
	const { link } = await startWorkshop(mira, ownServer.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Written before');
	await composer(ana).fill('Half a thought');
	await expectSaved(ana);

	await ownServer.stop();
	for (const page of [mira, ana])
		await expect(page.getByText(/^The server restarts\./).filter({ visible: true })).toBeVisible();
	await expect(composer(ana)).toHaveValue('Half a thought');
	await composer(ana).press('Enter');
	await post(ana, 'Written while it was away');
	await ownServer.restart();
	for (const page of [mira, ana]) await expectSaved(page);

	await post(ana, 'Written after');
	await expectSaved(ana);
	await reveal(mira);
	const all = ['Half a thought', 'Written after', 'Written before', 'Written while it was away'];
	for (const page of [mira, ana]) await expect.poll(() => readWall(page)).toEqual({ '': all });
});

test('a restart during an open round keeps the dots and the round', async ({
	page: mira,
	newPerson,
	ownServer
}) => {
	const { link } = await startWorkshop(mira, ownServer.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await clusterForVote(mira, ['Late leads', 'Two truths']);
	await mira.getByRole('button', { name: 'Open the round' }).click();
	const vote = ana.getByRole('region', { name: 'Your vote' });
	await seeAll(ana);
	await ana.getByRole('button', { name: 'Give a dot to Late leads' }).click();
	await expect(vote).toContainText('2 of 3 dots left');
	await expectSaved(ana);

	await ownServer.restart();
	for (const page of [mira, ana]) await expectSaved(page);
	await expect(vote).toContainText('2 of 3 dots left');
	await ana.getByRole('button', { name: 'Give a dot to Two truths' }).click();
	await vote.getByRole('button', { name: /finished/ }).click();
	await expectSaved(ana);
	await expect(mira.getByRole('complementary')).toContainText(/Sales\s*1\s*of 1/);
	await closeRound(mira);
	for (const page of [mira, ana])
		for (const title of ['Late leads', 'Two truths'])
			await expect(page.getByRole('row').filter({ hasText: title })).toContainText('50 %');
});

test('work that the page calls “Saved” survives the death of the process', async ({
	page: mira,
	newPerson,
	ownServer
}) => {
	const { link, board } = await startWorkshop(mira, ownServer.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const written: string[] = [];
	for (const round of ['first', 'second', 'third']) {
		const text = `Written before the ${round} death`;
		await post(ana, text);
		written.push(text);
		await expectSaved(ana);
		await ownServer.kill9();
		await ownServer.restart();
		// A browser without any copy shows the server's data.
		const fresh = await (await newPerson({ javaScriptEnabled: false })).newPage();
		await fresh.context().addCookies(await ana.context().cookies());
		await fresh.goto(board);
		for (const one of written) await expect(fresh.getByText(one, { exact: true })).toBeVisible();
		for (const page of [mira, ana]) await expectSaved(page);
	}
	await reveal(mira);
	for (const text of written) await expect(note(mira, text)).toHaveCount(1);
});
