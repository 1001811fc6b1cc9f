/** The actions of people on a board that the rules distinguish. */

/**
 * - `write`: post, change and take back own notes
 * - `move`: move and park notes, make and change clusters
 * - `vote`: spend dots
 * - `frame`: say together why the group meets and who the customer is
 * - `answer`: answer questions in one's own words
 * - `cost`: say together what a problem costs
 * - `aim`: write outcomes
 * - `require`: write requirements
 * - `weigh`: sort the parking lot, describe and rate options
 * - `measure`: record readings
 * - `agree`: say whether one's small function may be shown by itself
 * - `keep`: keep drafts and marks at one's own desk, whatever the group does
 * - `steer`: give commands
 * - `look`: look at versions and the history, archive the board, bring it back, delete it
 */
export type Action =
	| 'write'
	| 'move'
	| 'vote'
	| 'frame'
	| 'answer'
	| 'cost'
	| 'aim'
	| 'require'
	| 'weigh'
	| 'measure'
	| 'agree'
	| 'keep'
	| 'steer'
	| 'look';
