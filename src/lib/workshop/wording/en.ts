/** English data for the wording check. Each other language needs a file of the same shape. */
import type { WordingLanguage } from './language.ts';

/** The words of a list. `word+` adds the plural, `word*` adds all forms of the verb. */
function list(source: string): string[] {
	return source
		.split(/\s+/)
		.filter((word) => word !== '')
		.flatMap((word) => {
			const bare = word.slice(0, -1);
			if (word.endsWith('+')) return [bare, withS(bare)];
			if (word.endsWith('*')) return verbForms(bare);
			return [word];
		});
}
/** Patterns separated by slashes. */
const patterns = (source: string) => source.trim().split(/\s*\/\s*/);

function withS(word: string): string {
	if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
	return /(?:s|x|z|ch|sh|o)$/.test(word) ? `${word}es` : `${word}s`;
}
function verbForms(verb: string): string[] {
	const stem = verb.endsWith('e') ? verb.slice(0, -1) : verb;
	const past = /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${stem}ed`;
	return [verb, withS(verb), past, `${stem}ing`];
}

const NEGATION = list(`
	not never cannot cant dont doesnt wont without unable neither nor hardly barely can't don't doesn't didn't won't
	isn't aren't wasn't weren't hasn't haven't hadn't couldn't shouldn't wouldn't mustn't needn't`);
const NOBODY = list('nobody none nothing nowhere');
const FINITE = list(`
	is are was were am there's it's that's he's she's they're we're you're i'm has had does did do gets got goes went
	comes came takes took makes made says said asks asked gives gave knows knew thinks tells told shows showed displays
	opens closes returns keeps kept runs ran loads loses deletes breaks forgets resets overwrites hides blocks drops
	duplicates ignores ignored produces produced creates created arrives arrived disappears disappeared appears appeared
	happens happened stops stopped starts fails failed crashes crashed freezes hangs ends ended lives sits removes adds
	differs applies go promise promises tell requires lets jumps drifts reach reaches stays moves sticks repeats answers
	needs wants waits drives helps hurts means differ depends covers sends sent expires suggests disappear bounce end
	lie arrive complicate complicates stay remains costs brings becomes became looks feels works worked contains leaves
	left allows causes caused throws threw reads writes wrote promised bought paid called cancelled logs flickers`);
const COMPLAINT = list(`
	trouble problem+ issue+ outage+ workaround+ noise confusion conflict+ downtime loss losses risk+ effort queue+
	backlog+ duplication rework mix-up+ dropout+ turnover complaints cancellation+ escalation+ silence misses limited
	clumsy unknown impossible irrelevant unreliable insufficient unhappy unclear out-of-date garbled crash* break broke
	broken fail* failure+ error+ bug+ bugs buggy exception+ wrong wrongly incorrect incorrectly missing lost lose loses
	losing slow slowly late delay* hang hangs freeze freezes froze frozen stuck annoy* annoying frustrat* frustrating
	complain* complaint+ confus* confusing confused difficult hard useless outdated obsolete duplicate* twice unreadable
	invisible ignore* leak* corrupt* corrupted timeout regression invalid inconsistent mismatch unexpected unexpectedly
	blank damaged declined rejected reject rejects refuse* stolen bad badly poor poorly worse worst terrible awful
	horrible hate* waste wasted wasting struggle* suffer* embarrassed angry afraid stupid alone manual manually endless
	constant forgotten forget forgets hidden spam jam jams disappear* overload overloaded churn guess* hunt chase
	chasing black white empty paper fax handwritten gut silo+ everywhere drains drain lag lags reappear reappears ended
	ping-pong guesswork double ill expensive complicated cumbersome tedious painful pain lack lacks lacking gap mess
	messy chaos chaotic scattered unanswered unpaid-for misunderstanding+ wait waits waiting waited bounce* abandon*
	bypass* repeat* copy-paste retype re-enter stops vanishes removed gone overwritten flicker* gibberish unresponsive
	unusable laggy uninstall* typeerror nan undefined 404 500 503 dead dread`);

export const ENGLISH: WordingLanguage = {
	classes: {
		// Words that cannot be part of a phrase that names a thing.
		breaks: [
			...NEGATION,
			...NOBODY,
			...FINITE,
			...COMPLAINT,
			...list(
				"i we they me get have want send call make take old other different same many several most my today today's than because but if no"
			)
		],
		not: NEGATION,
		nobody: NOBODY,
		finite: FINITE,
		complaint: COMPLAINT,
		// Things that people build, buy or switch on.
		tool: list(`
			mechanism+ pipeline+ checkout wishlist block+ kanban capabilities capability sticker+ generator+ planner+ builder+
			composer viewer+ reader+ switcher sharing exporting importing sorting filtering printing syncing uploading archiving
			pinning bookmarking dictation transcription simulator management calculator+ routing mapping snoozing scheduling
			planning reporting monitoring catalog+ catalogue+ tool+ system+ software app+ applications platform+ program
			solution+ module+ plugin+ plug-in+ addon+ add-on+ extension+ widget+ button+ dashboard+ wishlist+ playlist+
			category+ tagging folders tag+ label+ preference+ macros snippet+ bookmark+ favourites favorites coupon+ variables
			categorization categorisation customization customisation personalization personalisation grouping reordering voting
			messaging chatbot+ bot+ crm+ erp cms portal+ website+ intranet database+ warehouse wiki spreadsheet+ template+
			screen+ popup+ pop-up+ dropdown+ checkbox menu+ sidebar toolbar tab toggle+ switch setting+ option filter+ shortcut+
			keybindings hotkey+ notification+ reminder+ alert+ api+ webhook+ integration+ connector+ interface+ sync
			synchronisation synchronization export import importer exporter mode theme+ theming layout+ automation+ workflow+ ai
			ml gpt llm assistant+ copilot sso login oauth authentication 2fa mfa encryption backup+ undo autosave autocomplete
			preview+ editor+ viewer translation+ localisation localization pagination search digest feed calendar+ timeline
			roadmap window+ map view+ overview+ report+ chart+ graph+ checklist+ questionnaire+ survey+ hotline inbox chat
			channel+ newsletter blog forum faq knowledge-base self-service e-signing e-signature signature+ helpdesk ticketing
			telephony voicemail ivr scanner+ tablet+ ipad iphone android watch headset+ printer+ sensor+ cloud server+ model+
			scoring algorithm+ forecast analytics timer+ counter+ tracker+ tracking bar icon+ badge+ font+ themes drive+ folder+
			library cli sdk macro+ barcode+ code+ kiosk laptop+ workspace+ version booking support limiting timeout session+
			recording scaling receipts passkey+ uploads upload selection reactions backups sections feature+ functionality
			ability permission+ role+ training board+ gallery wizard+ thresholds timeclock timesheet+ package licence+ license+
			timezone zone keyboard`),
		// Things that people build too, but with many other meanings.
		thing: list(
			'form+ field+ column+ page+ file+ link+ list+ place policy process+ person position process check+ method+ payments attachments box line'
		),
		product: list(`
			salesforce hubspot pipedrive dynamics sharepoint zoho freshdesk zendesk intercom jira confluence trello asana notion
			slack teams zoom whatsapp telegram signal outlook gmail google office microsoft sap odoo netsuite oracle servicenow
			mailchimp marketo pardot tableau looker powerbi powerapps zapier airtable monday miro mural shopify magento
			wordpress typo3 stripe paypal docusign dropbox onedrive nextcloud excel alexa siri facebook instagram linkedin
			amazon caldav carplay vim emacs bi`),
		system: list(`
			it system+ software app tool+ crm erp platform program website site portal editor list dashboard form field page
			screen button calendar search report+ notification+ product application ui dialog window client server api bot
			chatbot integration import export plugin widget menu shop webshop ticketing database sheet template email+ mail+
			reminder+ map view filter+ option+ feature column+ tab+ link+`),
		// Main words of short phrases that name a feature: "Canned responses".
		content: list(`
			statement+ updates rooms goals statistics stats metrics leaderboard redesign revamp reform overhaul subscriptions
			approvals enhancements extras tutorial+ guide+ documentation docs messages accounts posts tabs images photos videos
			comments replies responses discounts maps rating+ calculator+ definitions enhancement+ improvement+ summary
			summaries creation alignment history suggestions inheritance linking indicator+ date dates pdf pdfs tasks cards
			shortcuts codes threads avatars emojis attachments subtasks milestones vouchers receipts categorisation organization
			organisation mentions drafts embeds gifs stickers polls stories events layers rules`),
		group: list(`
			we they you users user customers people everyone everybody admins managers sales marketing service team teams agents
			reps technicians staff members employees clients department management`),
		people: list(`
			i we you they users user customers customer people everyone everybody anyone anybody admins admin administrators
			managers manager sales marketing service it team teams agents agent reps technicians staff colleagues members
			employees clients visitors developers department owners owner he she`),
		// Verbs that can only be a request at the beginning of a sentence.
		imperative: list(`
			copy share publish enhance prioritize prioritise undo search upload download warn contain move record rate carry
			insert associate refine scan file flesh adopt keep apply indicate organize organise place restrict wrap append
			prepend trigger propagate standardize standardise preserve respect reuse inform surface tweak tidy clean unlock lock
			encrypt schedule-send adjust align animate archive auto-fill autofill broadcast cap clarify clone compress compute
			add allow implement enable introduce integrate automate provide let extend expose auto-assign buy purchase install
			hire digitise digitize synchronise synchronize sync include consider create design build develop offer replace
			switch migrate merge upgrade connect display highlight notify customise customize autocomplete bring put store group
			hide sort filter convert combine remember persist rename reorder translate embed redesign simplify improve increase
			reduce disable remove drop deprecate expand bundle generate send give use make have show ask separate set print
			attach launch invest visualise visualize unify centralise centralize consolidate preselect pre-fill prefill
			auto-save sticky pin snooze refactor rewrite ship roll support detect adapt prevent avoid parse render accept return
			specify define change update better rework document refresh skip limit distinguish treat split validate exclude
			suppress mark track collapse paginate cache alert remind assign`),
		// Verbs that are equally often nouns: "Import fails".
		nounlike: list(
			'scan file report book place map post record test log switch plan order call rate move copy save import export sync search filter print upload download update support sort drag move copy paste log load start zoom scroll preview share display merge group track link connect refresh backup add use show send login edit delete'
		),
		acquire: list(`
			add buy get purchase install introduce implement adopt hire use have create build develop automate integrate replace
			switch move invest set migrate upgrade put make start connect digitise try launch roll bring license rent order
			offer give go merge combine standardise standardize outsource`),
		// Adjectives for what a thing can be made.
		configurable: list(`
			configurable editable customizable customisable sortable searchable filterable collapsible clickable optional
			resizable selectable adjustable draggable zoomable exportable downloadable printable`),
		nice: list(`
			nice great good helpful useful awesome cool lovely handy ideal perfect fantastic amazing wonderful super best better
			convenient welcome beneficial neat excellent brilliant appreciated sweet valuable worth`),
		digital: list(`
			add export import sort filter sync integrate disable enable customise customize hide configure automate group tag
			label search download upload attach archive merge bookmark pin mute snooze zoom scroll drag drop undo redo select
			print embed edit schedule assign resize toggle collapse expand override specify define choose set turn switch use
			support have make connect create include get show display exclude limit bulk preview duplicate clone share restrict`),
		automatic: list(
			'automatic automatically auto automated automate instantly one-click real-time'
		),
		remedy: list(
			'solve* help* fix* save* replace* scale do suggest write remind warn calculate show tell'
		),
		fancy: list(`
			bulk batch mass scheduled threaded coloured colored side-by-side end-to-end custom customised customized advanced
			enhanced optional nested configurable collapsible adjustable unified central centralised centralized digital smart
			mobile native global dedicated online offline shared joint recurring built-in drag-and-drop one-click real-time 360
			360-degree self-service self-hosted auto- multi- per- pre- self- -wide -based ai-`),
		// Words between two phrases.
		joints: list(`
			for with to in on of from that which where when who whose between via by per as at inside into using like while near
			next just only the a an so after before`),
		// Words that can be before "the" without a request.
		closed: list(`
			after before when while if because since although as at by for from in into of on to with without until during about
			above behind below between under over through per via than that this these those which what who whose why where how
			whether and or but so nor yet both half all every each some any such quite rather only even just still already once
			again not then there here now today yesterday whenever wherever unless despite except is are was were am be been do
			does did has have had can could will would shall should may might must inside outside across along around beyond
			near next off onto out past against among besides instead like worth many more most less much sometimes often
			usually always too left lost got sent told paid went came however therefore moreover furthermore meanwhile otherwise
			thus hence the a an my our your their his her its hi hello dear thanks sorry yes no maybe also plus another other i
			you he she it we they`),
		// Verbs of people's errands today, which are not a request for a tool.
		errand: list(`
			check set reserve book find explain report calculate tell give get look inform schedule confirm apply redeem order
			list transfer activate roll see know click call phone ask answer visit pay buy cancel request let enter copy type
			fill search open show`),
		prep: list(
			'showing listing displaying based across during if after before near while just only next like for with to in on of from that which where when who whose between via by per so and or as at inside into using like'
		),
		time: list(
			'second+ minute+ hour+ day+ week+ month+ quarter+ year+ morning+ evening+ afternoon weekend+ click+ step+ time+ mails calls forms attempts percent %'
		),
		wh: list('what how when where who whom which'),
		// This also includes every unknown word with one of the endings below.
		verbish: [],
		number: list(
			'two three four five six seven eight nine ten twelve fifteen twenty hundred thousand first second third fourth fifth'
		),
		many: list('many much several few too more most all every half')
	},
	endings: { s: 'verbish', ed: 'verbish', ing: 'verbish', ly: 'verbish' },
	wishes: [
		{
			kind: 'request',
			weight: 7,
			patterns: patterns(`
				, feature|enhancement|suggestion|proposal|idea|request|wish|wishlist|fr|rfe|feat|improvement request|idea? : /
				feature request /
				please|pls|plz add|implement|consider|support|allow|enable|include|provide|introduce|integrate|bring /
				as a|an ..5 i|we want|need|would|can|should|could|wish /
				would|should|could also? be ..3 @nice ..2 if|to|for|when|having|with /
				it'd|that'd|this'd|it'll|that'll be ..2 @nice / would|i'd|we'd love|like|appreciate it if /
				can|could|might|may be a|an @nice idea|feature|addition|improvement /
				would|will be|help|make|have ~2 @nice if|to / would be a|an ~4 if / wish|wished there was|were / stars if /
				, @nice to have / would be ..2 @nice / thing|feature ..3 missing ..4 is / wait to see|have|get /
				feature|addition|improvement|option would be / , ideally / my|our|the|one idea is / @nice idea to /
				request|requesting you|to add`)
		},
		{
			kind: 'story',
			weight: 12,
			patterns: ['^ as a|an|the ..5 i|we want|need|can|would|should ..20 so', ', feature request :']
		},
		{
			kind: 'wish',
			weight: 5,
			patterns: patterns(`
				, allow|enable|notify|enhance|improve|simplify|automate|extend|provide @people /
				be nice|great|awesome|cool if / ^ for example|instance a|an ~1 @tool / ^ hire|get some|more|another /
				@group should ..4 way|option|ability|possibility to /
				users|customers|people|clients want|wants to @digital|@imperative|save /
				be nice|great|awesome|cool to @imperative|@digital|see / is|are there any|a|some way @people can|could /
				^ automatically|auto @imperative|@digital|delete|close / ^ able to @imperative|@digital /
				^ just|only a|an|one -5 @tool /
				would|'d|i'd|we'd like to have ..6 placed|shown|displayed|added|moved|sorted|listed|included /
				you could also? add|have|make|include|allow / ^ can|could there be a|an|some|any /
				is|are there any plan|plans to|for / ^ list|overview|view|history of all|every|each|my|upcoming|past /
				^ view @fancy|@automatic|all|upcoming|past /
				would like it|this|the ~2 to !be @imperative|@digital|map|know|tell /
				missing|lacking piece|pieces|link|part is|are|though / ^ easily|quickly|optionally @imperative|@digital /
				^ linking|merging|splitting|tagging|pinning|exporting|importing|syncing|embedding|emailing ~3 to|from|into|with|of /
				, make ~3 able / step|improvement|solution would be to /
				will you|it|there include|add|support|implement|be ~6 @tool / waiting for ~5 feature|integration /
				is|are|was there ..2 ability|option|possibility|feature to|for|of /
				if there is|was ..1 way|option|plan to @digital|@imperative /
				can|could be added|extended|enhanced|improved|integrated|automated|included|implemented /
				can|could we|you|this|it also|please? add|include|implement|support|integrate|extend /
				should|must start|begin using /
				@group should really|also|probably? improve|extend|enhance|add|implement|automate|integrate|introduce /
				@group should really|also|probably? have a|an|one|the|some ~5 @tool|@thing /
				^ please|pls|just|maybe|also|then? @imperative !@finite|or|and|not|me|them|it|him|my|up|in|for|of|down|about|off|@people /
				, please|pls|just|maybe|also|then? !have|use|get|give|make|send|keep|move|store|show|skip|copy|set|put|ask|alert|bring|place|accept|return|report @imperative !@finite|or|and|not|me|them|it|him|my|up|in|for|of|down|about|off|@people /
				^ don't|never @imperative|close|save|start|run / ^ do not @imperative|close|save|start|run /
				, get ~6 @tool|@product / , give|get ~3 access / , set up ~3 @automatic /
				, set up a|an ~2 @tool|@product !for / long press to / , allow|allowing for /
				^ swipe|pull|drag|click|tap|press|hover|double-click|press ~1 to @digital|delete|refresh|reveal|open /
				, 1 for|to / missing|lacking|lack a|an|some ~3 @tool|@product /
				could|can this|it be configurable|possible|made|added|changed|optional|supported|implemented /
				, please|pls|just|maybe|also|then? @imperative us|users|customers|people|everyone|everybody /
				, implementing|adding|improving|extending|introducing|allowing|enabling|supporting|integrating|automating|providing /
				^ being able to /
				, let|allow me|us|users|customers|members|people|everyone @imperative|@digital|@acquire|archive|choose|edit|pay|see|sign|change /
				, let|make ~5 @digital|possible|easier|available|configurable|clickable|sortable|zoomable|collapsible /
				let's|lets|let @acquire|have|get|do / let us @acquire|archive|edit|choose|see /
				why don't|not we|you? just|simply? @acquire|let / how|what about a|an|the|using|adding|having|some /
				i|we would? suggest|propose|recommend|vote / chance|plan|plans|possibility of|for ~5 @tool|@product /
				would|'d|i'd|we'd|you'd love|like to? see|have|get|an|a|another ~5 @tool|@product /
				would|'d|i'd|we'd love|like ..2 be able / would|i'd|we'd love to|an|a !get /
				would|i'd|we'd ..1 like to see !my|what|how|if / be able to @digital /
				^ the? ability|option|possibility|functionality|capability|feature to|of|for /
				ability|possibility|functionality|capability to|of @digital|@imperative|@acquire|sorting|adding /
				hope|hoping ..1 you|we|it|there can|could|will|would|add / requested|requesting a|an|the ~4 @tool /
				what i|we really? need|want ..3 is / are|is a must /
				would|i'd|we'd like a|an|more|some|extra|another|additional ~5 @tool|@thing|@product /
				i|we|i'd|we'd would? like to !set|use|get|have|make|support|choose|assign @digital !my|me /
				should|could|must|to be able to / should|would be possible /
				there should|must|could|might|ought ..1 be a|an|some|@tool / should|must|could have a|an|the|more|at|its /
				only thing missing|lacking / i|we wish ..1 @system|there / wish !to ..2 had|was|were|could|would /
				if only ..2 @system / hoping|hope for ~5 @tool|@product /
				looking|searching for a|an|some ~3 @tool|@product|update|improvement|change|addition /
				time for a|an|some ~3 @tool|@product|@automatic / which|what ~2 @tool|@product|one is best|better|should /
				^ @product or|vs|versus @product / @tool|@product would|could|will|might ..1 @remedy /
				best|only|right solution|answer|way would|is|be / get rid of ..5 and|use / replace ~6 with|by / bring back /
				like|want|wanted|wish to suggest|propose / like|want|wanted to request that|a|an ~5 @tool|added /
				would|i'd|we'd like the|an ~1 integration|addition|option|ability|feature / ^ what if !i /
				what do you think about|of / ^ maybe|perhaps add|a|an|some|we|it|the / a|an ~3 could be /
				^ or|and @imperative !@finite|not|me|my|@people /
				feature|this|that|it|which would make|allow|enable|give|let|save / would like to use ~6 @tool|@content /
				is|are there any|a|an ~1 feature|option|setting|possibility|plugin|tool / is there a|any way that|for|in /
				is there a|any way to @digital|@imperative !my|a /
				request|requesting for? a|an|the|new ~5 @tool|@content|addition|feature /
				@group could !have|be|make @digital|choose|see|pay|order|book|sign|rate|check|follow|track /
				@group should|ought to? * all|every|each|always /
				^ !@closed|@finite|@verbish|@not|@nobody|@number|@complaint|@people|@errand|@tool|@thing|@content * out|up|back|off|over|together? a|an|the|every|all|each|everything|everyone|our|your|its|incoming|existing|new !@time`)
		},
		{
			kind: 'need',
			weight: 4,
			patterns: patterns(`
				@people ..1 need|needs|want|wants|require|requires|deserve !to|you|@time|@number ~6 @tool /
				@people need|needs|want|wants ~1 @product =@prep|for / @people need|needs|want|wants ~1 @product $ /
				@group ..1 need|needs|want|wants|require|requires !to|you|@time|@number a|an|one|more|better|some|new ~3 @thing /
				@system|@tool needs|need|requires !@number|too|more ~6 @tool|@thing|@product|to /
				is ~2 need|needs|want|wants is ~4 @tool|@product / need|is is ~4 @tool|@product /
				, need|needs|want|wants|wanted|wanting|missing : ~5 @tool /
				, need|needs|want|wants !to|@time|@number ~5 @tool|@product /
				need|needs|needed|want|wants|have|provide|add a|an|the? way|ability|option|possibility|feature|functionality|setting to|for|that|where /
				need|needs to be able / a|an ~3 has|have|needs to be created|added|implemented|built /
				we|you|it ..1 need|needs to build|create|add|develop ~5 @thing|@tool /
				add a|an new|extra|additional|dedicated|separate / by adding|introducing|implementing|building a|an|the|more /
				need|needs|should|must|to|could|can be @configurable /
				we need to add|implement|introduce|integrate a|an|some|support|more / i|we would? prefer a|an|the ~3 @tool /
				would like a|an|the|some ~2 way|option|ability|possibility|feature|function /
				@system|@product should|must|shall|ought !not|never|@nobody|be|have /
				@system|@tool should|must be !@complaint /
				@system|@tool could|can also?|please|automatically @remedy|@digital|@imperative /
				it|app|system|software|tool|crm must|should|shall !be|have|not /
				it|app|system|software|tool|crm could also? @imperative|@digital|@remedy / need|want -2 @content|@tool $ /
				want|need|like|love ..2 @tool to @digital|@imperative /
				@group should|could|must|ought really? to? @acquire a|an|one|some|our|more|all|everything|the|new|better|@tool|@product|in|to /
				need|want to buy|implement|introduce|automate|integrate|install|hire|invest|digitise|purchase|adopt /
				need|want to @acquire ~6 @tool|@product /
				should be @automatic|@tool|easy|easier|possible|able|optional|simpler /
				^ !@people|@number|@wh|this|these|those|why|how ~4 should !not|never|have|know|come|care !@complaint|told|ashamed /
				should ~4 in|with|on|use|from one|same|shared|joint|common ~2 @tool|@thing|database|list /
				the|a|an|all|each|every|@tool|@thing ~4 should be|contain|look|work|@imperative|@digital !@complaint|told /
				could set up ~4 @tool|inbox / should|must really|also @acquire|@imperative a|an|the|our /
				can|could|would you|we|it|the ~3 also|please? @imperative|@digital|consider|have|get ~6 @tool|@product|@automatic|as /
				can|could you also|please? add|make|implement|enable|include|bring|consider|integrate /
				can|could|would the|this|our ~2 @system please|also? @imperative|@digital|@remedy|remember /
				can|could we also|please? have|get|add ~5 @tool|@product|view / possible to @digital|@imperative !my /
				plan|plans|planned|chance|possibility|way of|to|for a|an? @imperative|@digital|getting|adding|having|supporting ~6 @tool|@product /
				plan|plans to|for support|supporting|add|adding|a|an|implementing / would it make sense to /
				instead of ..1 @tool|@product|paper|mail|email`)
		},
		{
			kind: 'fragment',
			weight: 4,
			patterns: patterns(`
				^ ability|option|possibility|support|setting|toggle|way|feature|functionality|shortcut to|for|so|of ~14 $ /
				^ a|an|one|single -5 @tool|@thing|@product =@prep ..40 $ / ^ a|an|one|single -5 @tool|@thing|@product $ /
				^ a|an ~2 @product ~2 =@prep /
				^ sales|marketing|service|customer|user|end-user|client|agent|manager|visitor|employee|staff|team|admin -3 @tool|@content $ /
				^ sales|marketing|service|customer|user|end-user|client|agent|manager|visitor|employee|staff|team|admin -3 @tool =@prep ~12 $ /
				^ ~4 @tool where|that|which|so @people can|could|may / ^ a|an ~3 way|ability to /
				^ !the|my|our|your|their|his|her|its|this|that|these|those|@number|@many|@people|@wh -3 @thing =with|for|where|showing ~12 $ /
				^ !the|my|our|your|their|his|her|its|this|that|these|those|@number|@many|@people|@wh|two|three|four|five -4 @tool !@finite $ /
				^ !the|my|our|your|their|his|her|its|this|that|these|those|@number|@many|@people|@wh|two|three|four|five -4 @tool =@prep ~12 $ /
				^ !the|my|our|your|their|his|her|its|this|that|these|those|@number|@many|@people|@wh|@time|@finite|no|help -4 !@verbish|@people|@breaks|@errand * for ~9 $ /
				^ @product $ / ^ !the|my|our|your|this|that|no|@number|@wh -3 @content $ /
				^ !the|my|our|your|this|that|no|@number|@many|@people|@wh -3 @content =@prep ~12 $ /
				^ !the|my|our|your|their|his|her|its|this|that|these|those|@number|@many|@people|@wh -3 @tool !@verbish|@breaks ..1 $ /
				^ ~1 @product for ~4 $ / ^ @automatic ~14 $ / ^ @automatic|better|improved|easier|faster|new ~4 $ /
				^ !offline|online @fancy ~4 $ / ^ offline|online -3 @tool|@thing|@content|@product $ /
				^ offline|online -3 @content|@product =@prep ~12 $ /
				^ @automatic|@fancy|better|more|improved|easier|faster|new -3 @tool|@thing =@prep ~12 $ /
				^ automated|automatic|auto -3 @tool|email|mail|message|text to|for|when|if|after ..16 $ /
				^ like|as in? @product / ^ something like ..2 @product`)
		}
	],
	problems: [
		{ kind: 'not', weight: 2, patterns: ['@not', 'no !one|idea|way|feedback|overview|longer'] },
		{
			kind: 'nobody',
			weight: 3,
			patterns: ['@nobody', 'no one|idea|way|feedback|overview|longer']
		},
		{ kind: 'complaint', weight: 4, patterns: ['out of sync|date|order|stock|hand|control|reach'] },
		{
			kind: 'complaint',
			weight: 2,
			patterns: patterns(`
				@complaint / off by / too @complaint|many|much|long|few|small|big|late|early|often|high|low`)
		},
		{ kind: 'contrast', weight: 4, patterns: [', but it|they|we|i|he|she|never|nobody'] },
		{ kind: 'contrast', weight: 2, patterns: [', but|although|yet|however', '@finite instead'] },
		{
			kind: 'cost',
			weight: 3,
			patterns: patterns(`
				take|takes|took|taking|spend|spends|spent|cost|costs|needs|need|needed|wait|waits|waited|last|lasts ..3 @time /
				every time / again and again / over and over / once|twice|three|four|five times`)
		},
		// A thing with a duration is an event, and nobody requests that.
		{
			kind: 'duration',
			weight: 4,
			patterns: patterns(`
				^ !@people|@imperative|i|we|you|please -4 * for @number|half|many|several|over|about|nearly ..2 seconds|minutes|hour|hours|day|days|weeks|months|years /
				^ !@people|@imperative|i|we|you|please -4 * for minutes|hours|days|weeks|months|years|ages`)
		},
		{
			kind: 'toil',
			weight: 3,
			patterns: [
				'have|has|had to !be|say',
				'need|needs to call|ask|copy|check|type|enter|go|print|phone|search|explain|repeat|click|log|find|know|fill|write|send|scan'
			]
		},
		{
			kind: 'suffered',
			weight: 2,
			patterns: [
				'i|we was|were|had|tried|got|lost|called|found|waited|hear|heard|learn|feel|felt|find|bought|moved|keep|lose|visited|pay',
				'should have been|known|said|told'
			]
		},
		{
			kind: 'asks',
			weight: 4,
			patterns: patterns(`
				^ why !don't|not / ^ was|were|did / ^ has|have !a|an|the|more /
				^ how|when|where|who do|does|did|can|could|would|is|are|will|much|many|long|high|far /
				^ what !about ..1 is|are|was|do|does|did /
				know|tell|find|see|check|asking|told what|whether|how|when|why|where|if|who`)
		},
		{
			kind: 'weighed',
			weight: 6,
			patterns: [
				'^ creating|adding|improving|extending|implementing|integrating|setting|merging|linking|splitting ..14 is|was|are|takes|took|means|costs|requires|needs'
			]
		},
		{ kind: 'personal', weight: 2, patterns: ['my', 'help|give|tell|send me'] },
		{
			kind: 'existing',
			weight: 4,
			patterns: patterns(`
				^ @imperative|@tool !@wh|that|if|whether|should|must|could|would|can ..1 @finite /
				^ @nounlike ..3 @complaint|ended|closed|off|away / ^ @nounlike ..7 @complaint $ / ^ add to that|this /
				^ @nounlike ..6 @not|does / ^ @nounlike !@wh|a|an|the ..3 @finite|@complaint /
				^ bug|error|crash|issue|problem :`)
		}
	]
};
