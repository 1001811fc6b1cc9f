import { say, type Saying } from '$lib/i18n/say.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { readForm } from '$lib/server/form.ts';
import { readName, userFor, writeName } from '$lib/server/session.ts';
import { cleanLine, isVisible } from '$lib/workshop/clean-text.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, params, setHeaders } = event;
	const { boards } = locals.services;
	const invitation = await boards.findInvitation(params.token);
	if (!invitation) error(404, locals.messages.joining.badLink);
	const seat = locals.userId === null ? null : await boards.seat(locals.userId, invitation.board);
	const raisesRole = invitation.role === 'facilitator' && seat?.role !== 'facilitator';
	if (seat && !raisesRole) redirect(303, `/b/${invitation.board}?known`);
	const { title, purpose, functions, attribution, role, people, joining, emptyFns } = invitation;
	const { writersDays } = invitation;
	const waits =
		locals.userId !== null &&
		joining !== 'open' &&
		(await boards.waiting(locals.userId, invitation.board));
	if (waits) redirect(303, `/b/${invitation.board}/waiting`);
	setHeaders({ 'cache-control': 'private, no-store' });
	return {
		invitation: {
			title,
			purpose,
			functions,
			attribution,
			writersDays,
			role,
			people,
			joining,
			emptyFns
		},
		name: seat?.name ?? readName(event),
		fn: seat?.fn ?? null
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params } = event;
		const m = locals.messages.joining;
		const form = await readForm(event);
		const name = cleanLine(form.get('name') ?? '');
		const fn = form.get('fn');
		if (!isVisible(name) || name.length > LIMITS.personNameChars)
			return fail(400, {
				name,
				fn,
				field: 'name' as const,
				reason: name.length <= LIMITS.personNameChars ? m.nameFirst : m.longName
			});
		if (fn === null) return fail(400, { name, fn: null, field: 'fn' as const, reason: m.fnFirst });
		const { boards } = locals.services;
		if (!(await boards.findInvitation(params.token))) error(404, m.badLink);
		const who = { name, fn };
		const refuse = ({ status, reason }: { status: number; reason: Saying }) =>
			fail(status, { ...who, field: 'form' as const, reason: say(locals.messages, reason) });
		// A rejected person must not leave a session behind.
		const refusal = locals.userId === null ? await boards.whyNoNewcomer(params.token, who) : null;
		if (refusal !== null) return refuse(refusal);
		const asker = await userFor(event, 'joins');
		if ('refused' in asker) return fail(429, { ...who, ...asker });
		const outcome = await boards.join(asker.userId, params.token, who);
		if (!outcome.ok) return refuse(outcome);
		writeName(event, name);
		const { kind, board } = outcome.value;
		redirect(303, kind === 'waiting' ? `/b/${board}/waiting` : `/b/${board}`);
	}
};
