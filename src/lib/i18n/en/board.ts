/** English, for boards. */
import { alignment } from './alignment.ts';
import { answers } from './answers.ts';
import { checks } from './checks.ts';
import { clusters } from './clusters.ts';
import { composer } from './composer.ts';
import { connection } from './connection.ts';
import { frame } from './frame.ts';
import { gate } from './gate.ts';
import { history } from './history.ts';
import { notes } from './notes.ts';
import { outcomes } from './outcomes.ts';
import { own } from './own.ts';
import { parking } from './parking.ts';
import { people } from './people.ts';
import { posting } from './posting.ts';
import { questions } from './questions.ts';
import { requirements } from './requirements.ts';
import { review } from './review.ts';
import { rules } from './rules.ts';
import { share } from './share.ts';
import { shell } from './shell.ts';
import { site } from './site.ts';
import { steps } from './steps.ts';
import { technology } from './technology.ts';
import { transfer } from './transfer.ts';
import { understand } from './understand.ts';
import { votes } from './votes.ts';
import { wall } from './wall.ts';

export const board = {
	...site,
	alignment,
	answers,
	checks,
	clusters,
	composer,
	connection,
	frame,
	gate,
	history,
	notes,
	outcomes,
	own,
	parking,
	people,
	posting,
	questions,
	requirements,
	review,
	rules,
	share,
	shell,
	steps,
	technology,
	transfer,
	understand,
	votes,
	wall
};
