/** Why a person may not do something now. */
export const rules = {
	observer: 'Observers look on. Ask the facilitator to take part.',
	facilitatorsOnly: 'Only a facilitator can do this.',
	archived: 'This board is archived. It can be read, and nothing on it changes.',
	writingClosed: 'Writing is closed in this step. Your text stays at your desk.',
	roundOpen: 'Clusters stay as they are while a round is open.',
	noRound: 'No round is open.',
	moveInCluster: 'Notes can be moved in the Cluster step.',
	wallLocked: 'The facilitator has locked the wall.',
	frameInFrame: 'The frame is written in the Frame step.',
	noQuestion: 'No question is asked in this step. Your answer stays at your desk.',
	costsInUnderstand: 'Costs are written down in the Understand step.',
	outcomesInOutcomes: 'Outcomes are written in the Outcomes step.',
	requirementsInRequirements: 'Requirements are written in the Requirements step.',
	gateShut: 'Technology stays shut until its gate is open.',
	technologyInTechnology: 'Ideas and options are weighed in the Technology step.',
	readingsInReview: 'Readings are recorded in the Review step.',
	lookingBack: 'The group is at another step. You can read here; changes are made there.'
};
