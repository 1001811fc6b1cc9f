/** The gate and the decision in a report. */
import { dayOf } from '../days.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import type { DecisionKind, OpenGate } from '../types.ts';

export interface ReportGate {
	/** A day. */
	openedOn: string;
	/** Set if a facilitator opened it before its conditions held. */
	early: { reason: string; missing: string[] } | null;
}
export interface ReportDecision {
	kind: DecisionKind;
	rationale: string;
	option: string;
	/** Statements of the requirements that the decision answers. */
	requirements: string[];
	/** Titles of the problems that it leaves open. */
	leavesOpen: string[];
	/** A day. */
	decidedOn: string;
}

export const gateOpened = (gate: OpenGate | null): ReportGate | null =>
	gate && { openedOn: dayOf(gate.openedAt), early: gate.early };

export function decided({
	stage,
	options,
	requirements,
	clusters
}: BoardRecord): ReportDecision | null {
	const { decision } = stage;
	if (!decision) return null;
	const { kind, rationale } = decision;
	const found = <T extends { id: string }>(items: readonly T[], ids: readonly string[]) =>
		ids.flatMap((id) => items.find((item) => item.id === id) ?? []);
	return {
		...{ kind, rationale },
		option: options.find(({ id }) => id === decision.option)?.name ?? '',
		requirements: found(requirements, decision.requirements).map(({ statement }) => statement),
		leavesOpen: found(clusters, decision.leavesOpen).map(({ title }) => title),
		decidedOn: dayOf(decision.decidedAt)
	};
}
