/** The notes of four functions of a fictional manufacturer of pumps and valves. */
export const notes = {
	clusters: {
		owner: {
			title: 'Nobody knows who owns the customer',
			neverHear: 'After the contract is signed I never hear whether the customer succeeded.',
			twoCalled: 'Two of us called the same account in one week, with different prices.',
			weekendVisit:
				'Nobody can say who promised the customer a weekend visit, so I pay for it from my budget.',
			welcomeMail:
				'We sent a cheerful welcome mail to a customer whose cellar was under water that morning because of our valve. She forwarded it to the newspaper.',
			whoeverShouts:
				'When a colleague leaves, we hand her accounts to whoever shouts first. Some were with nobody for months.',
			fiveCards:
				'“I have five business cards from your company and still do not know whom to call.”'
		},
		handover: {
			title: 'The handover loses what was promised',
			failedVisits:
				'A third of first visits fail because the site details we were given are wrong or missing.',
			fourMails:
				'I write the same handover mail four times, for four teams, and each asks me back something else.',
			specialTerms: 'Special terms live in somebody’s own inbox.',
			praise:
				'We ask customers to praise us in public before their installation even works, because nobody tells us how far it has come.',
			access:
				'Access for new customers is ordered on the morning of the training, so twelve people sit and wait.',
			oneDay:
				'“Your salesman said it would take a day. Your technician said he had never heard of us.”'
		},
		story: {
			title: 'Customers tell their story again and again',
			wholeStory: 'Callers repeat their whole story to every person they reach.',
			wroteTwice:
				'I cannot see that the man on the line wrote to us twice last week, so I ask him to write to us.',
			beforeRenewal:
				'Before each renewal visit I ring three colleagues to learn what went wrong during the year. In May I missed one call, and the customer began with that.',
			copies:
				'Half of the tickets that come to us are copies: one fault, reported by phone, by mail and on the site.',
			threeTimes: '“I had to explain the same fault three times, and then the line went dead.”',
			lastLetter: '“If you read my last letter you would not be asking me this.”'
		},
		leads: {
			title: 'Leads arrive too late to matter',
			weekLater: 'Leads reach me a week after the person asked for a call.',
			wentCold:
				'We only learn that a lead went cold at the end of the quarter, when the budget is spent.',
			fair: 'From the fair in May I got 140 names without a word on what was said at the stand, so I open every call blind and sound like a stranger.',
			poorLeads:
				'Sales says our leads are poor, but nobody tells us which ones, so we send more of the same.',
			quote: '“I asked for a quote on Monday. The brochure came on Friday. The quote never did.”'
		},
		data: {
			title: 'Nobody trusts what we know about a customer',
			fivePlaces:
				'Five places hold a customer’s address and none of them is right. We fix one, the others win it back.',
			oldWarehouse:
				'The van drove to the old warehouse again; the customer told us about the move in March.',
			doubles:
				'Every mailing starts with two days of removing doubles by hand, and still 8 % comes back.',
			counts: 'Finance counts 4,100 customers, sales 6,800.'
		},
		drift: {
			title: 'Customers drift away over small things',
			closedCases:
				'We close a case when we have answered, not when it is solved. Quiet customers just leave.',
			wrongInvoice:
				'A wrong invoice takes us three weeks to put right. Meanwhile the reminders go on, each a little ruder, and it is me whom people ring up.',
			bakery:
				'I heard that the bakery chain had gone when I saw another firm’s van in front of its shop.',
			nothingBig: '“It was nothing big. You were just never nice.”'
		},
		late: {
			title: 'IT hears of changes when they are live',
			tariff: 'We found out about the new service tariff from a customer who could not order it.',
			surveys:
				'Three departments bought three ways to send surveys. We are asked to mend all of them on a Friday.',
			phoneMenu:
				'When the phone menu changes, nobody tells us, and we talk callers through one that is gone.'
		},
		campaigns: {
			title: 'Campaign promises are not known inside',
			promised: 'Nobody outside marketing can say what we promised in the last campaign.',
			discount:
				'A customer held up his phone with a discount that I had never seen. I told him it must be a fake. It was ours.',
			sameDay: '“Your advert says same-day help. Your own hotline laughed when I read it out.”'
		}
	},
	/** Notes outside clusters. */
	loose: {
		priceList: 'Our price list is so complicated that I carry my own version of it on paper.',
		listeningIn:
			'New colleagues learn the job by listening in for two weeks; nothing that we know is written down.',
		opened:
			'We measure how many people open a mail, and have no idea whether anyone was glad of it.'
	},
	/** Ideas that came too early. */
	parked: {
		button: 'It should have a button that shows who spoke to the account last.',
		app: 'We need an app on the phone with the plan of the site.',
		oneSystem: 'Let us buy one CRM for all four of us and be done with it.',
		whyNoSystem:
			'It names a remedy and no problem. What it was to change now stands in the outcomes.',
		dashboard: 'A dashboard with every customer in red, yellow or green.',
		whyNoDashboard: 'Nobody could say what they would do on a red day that they do not do today.'
	}
};
