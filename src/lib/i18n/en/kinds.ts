import type { StepKind } from '../../workshop/steps/kinds.ts';

/** The name of each kind of step, and the initial words of a new one. */
interface KindWords {
	name: string;
	/** The task of the group, as a phrase after the name. */
	does: string;
	beginning: { title: string; instruction: string; prompt: string };
}

export const kinds = {
	frame: {
		name: 'Frame',
		does: 'say why we meet, and for whom',
		beginning: {
			title: 'Frame',
			instruction:
				'Say why we meet, and for whom. Then each function says what it hopes for and what it fears.',
			prompt:
				'“Before we speak of what is wrong: who is the customer we have in mind today? And what would make this hour a waste of your time? Say it now, while it can still be changed.”'
		}
	},
	post: {
		name: 'Post',
		does: 'write notes, alone and in silence first',
		beginning: {
			title: 'Problems',
			instruction:
				'What is not working? Say it as the person who feels it: what happened, and to whom. One problem per note.',
			prompt:
				'“Write alone and in silence. If a note begins with ‘we need a tool that…’, ask yourself what goes wrong today because it is missing, and write that down instead.”'
		}
	},
	cluster: {
		name: 'Cluster',
		does: 'put together what has one cause',
		beginning: {
			title: 'Cluster',
			instruction: 'Put together what has one cause. Name each cluster as a problem.',
			prompt:
				'“Move notes that would disappear together if one thing were fixed. Name the group as a problem, not as a department.”'
		}
	},
	vote: {
		name: 'Vote',
		does: 'spend dots in secret',
		beginning: {
			title: 'Vote',
			instruction:
				'Give your dots to the problems that cost you and your customers most. Nobody sees whom you gave them to.',
			prompt:
				'“Vote for what hurts, not for what looks easy to fix. Afterwards we look at where all functions agree, and let those who differ explain why.”'
		}
	},
	understand: {
		name: 'Understand',
		does: 'ask why, and what we already have',
		beginning: {
			title: 'Understand',
			instruction:
				'Ask why, until the answer surprises you. Take each chosen problem through the seven questions, and write down what it costs.',
			prompt:
				'“Stay with the problem a little longer. What do we already have that could solve it, and what has kept us from using it so?”'
		}
	},
	outcomes: {
		name: 'Outcomes',
		does: 'say what will be measurably different',
		beginning: {
			title: 'Outcomes',
			instruction:
				'Say what will be measurably different. From which number to which, by when, owned by whom, and how. Then everybody rates it in secret.',
			prompt:
				'“If this were solved, what would you count, and what does it say today? ‘Happier customers’ is a wish; what do happy customers do that we could count?”'
		}
	},
	requirements: {
		name: 'Requirements',
		does: 'say what people, processes and software must do',
		beginning: {
			title: 'Requirements',
			instruction:
				'Say what it takes: from people first, then from processes, and last from software. Each requirement belongs to an outcome.',
			prompt:
				'“What will somebody do on Monday that nobody did on Friday? Only when that is written down do we ask what software has to do for it.”'
		}
	},
	technology: {
		name: 'Technology',
		does: 'sort the parking lot, then decide',
		beginning: {
			title: 'Technology',
			instruction:
				'Sort the parking lot, then decide. Changing how we work, or using what we have in a new way, is a good result too.',
			prompt:
				'“Each idea that waited is now linked to a requirement, or dropped with a reason. And before we look for anything new: who will use it, what will it cost them, and what do they get?”'
		}
	},
	review: {
		name: 'Review',
		does: 'come back and measure',
		beginning: {
			title: 'Review',
			instruction:
				'Come back and measure. Record what each outcome reads today, and say what has changed since.',
			prompt:
				'“How far have we come, and what did we not foresee? A number that did not move is news, and nobody’s fault.”'
		}
	}
} satisfies Record<StepKind, KindWords>;
