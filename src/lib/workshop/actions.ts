/** The actions of people on a board that the rules distinguish. */

/**
 * - `write`: post, change and take back own notes
 * - `move`: move and park notes, make and change clusters
 * - `vote`: spend dots
 * - `frame`: write together why the group meets and who the customer is
 * - `answer`: answer questions in one's own words
 * - `cost`: write down together what a problem costs
 * - `aim`: write outcomes
 * - `require`: write requirements
 * - `weigh`: sort the parking lot, describe and rate options
 * - `measure`: record readings
 * - `agree`: decide whether results of one's own small function may be shown separately
 * - `keep`: store drafts and marks at one's own desk, in any step
 * - `steer`: send commands
 * - `look`: view versions and the history; archive, restore and delete the board
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
