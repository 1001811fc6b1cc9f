/** What people may write. The server enforces these; pages show them. */
export const LIMITS = {
	/** Characters (UTF-16 units) in a note. */
	noteChars: 500,
	/** Remaining characters below which the composer shows a counter. */
	noteCounterFrom: 80,
	clusterTitleChars: 120,
	boardTitleChars: 120,
	purposeChars: 500,
	personNameChars: 60,
	fnNameChars: 30,
	fnLetterChars: 2,
	functions: 12,
	steps: 40,
	/** Notes on one board that can be seen. */
	notesPerBoard: 6000,
	/** Notes on one board, archived ones included. */
	notesKeptPerBoard: 12_000,
	/** Notes and answers that one person posts on one board over its life. */
	postedPerPerson: 1000,
	/** Notes and answers that everybody may post of each, however much others have posted. */
	assuredPerPerson: 10,
	clustersPerBoard: 1000,
	/** Results of single clusters in all rounds of a board: every page gets them with each change of its steps. */
	talliesPerBoard: 5000,
	/** Notes that one entry of kept work names. */
	notesPerKeptWork: 200,
	/** Characters of a sentence that says why something was not taken. */
	whyChars: 200,
	/** Characters of an id. */
	idChars: 64,
	notesPerDesk: 500,
	peoplePerBoard: 400,
	/** Of these seats, those that only the facilitators' link gives. */
	seatsForFacilitators: 10,
	/** Seats that a board gives over its life, those of people who were removed included. Facilitators get a few more. */
	seatsEverPerBoard: 2000,
	/** People who wait to be let in on one board, and as many who were turned away. */
	waitingPerBoard: 100,
	importRows: 5000,
	/** Bytes of an uploaded file. */
	importBytes: 5_000_000,
	/** A workbook that is imported: bytes of all its parts together once they are unpacked. */
	workbookBytes: 60_000_000,
	/** Of its sheets, each: rows and columns in which anything stands, and cells that are filled. */
	sheetRows: 20_000,
	sheetColumns: 200,
	sheetCells: 200_000,
	/** Milliseconds after which a page gives up reading a workbook. */
	workbookMs: 30_000,
	/** Bytes of a board file that is read back in: room for all the notes and answers that a board may hold, in any script. */
	boardFileBytes: 40_000_000,
	dotsPerPerson: 50,
	/** Characters in the composer, where a paste may be many notes. */
	composerChars: 10_000,
	/** Fractional indexes grow by a character where people keep dropping between the same two notes. */
	orderChars: 512,
	/** Ready marks at one desk, and as many agreement marks. */
	marksPerDesk: 1000,
	/** Distance from the wall's origin that a coordinate may have, in wall units. */
	coordinate: 100_000,
	versionNameChars: 60,
	/** Versions that somebody named, on one board. */
	namedVersions: 100,
	/** Versions that were kept by themselves, on one board: the oldest give way. */
	automaticVersions: 60,
	/** Of these, so many stay however much room versions take. */
	automaticVersionsAssured: 3,
	/** Bytes of all versions of one board, and of its walls from before it was set back. */
	versionBytesPerBoard: 200_000_000,
	pastWallBytesPerBoard: 200_000_000,
	/** Characters of an answer, and of an outcome's or requirement's statement. */
	answerChars: 500,
	statementChars: 500,
	/** Characters of a text that several people write together. */
	sharedTextChars: 1000,
	/** Characters of a single line, such as a metric or an option's name. */
	lineChars: 160,
	unitChars: 40,
	/** Characters of a reason, a rationale or a reading's note. */
	reasonChars: 500,
	answersPerDesk: 500,
	/** Of each kind of thing, what a desk ever takes: what was taken back, deleted or let go counts too. */
	everPerDesk: 3000,
	/** Answers on one board that can be seen. */
	answersPerBoard: 4000,
	/** Answers on one board, archived ones included. */
	answersKeptPerBoard: 8000,
	/** Items of each kind on one board (costs, outcomes, requirements, options, readings), archived ones included. */
	itemsPerBoard: 1000,
	/** Notes, clusters, answers, outcomes and so on that the server draws into a page. More appear with its scripts. */
	drawnWithPage: 300,
	/**
	 * What a page sends in one message: new structs of Yjs (a note that is written has eight), and ranges of what is
	 * deleted. What is more goes in several; the server takes at least twice as much.
	 */
	structsPerMessage: 150,
	rangesPerMessage: 500,
	/** Days in which a deleted board can be brought back. */
	deletedDays: 30,
	/** Days after the last words on an anonymous board until the server forgets who wrote what, and the most. */
	writersDays: 30,
	writersDaysMost: 365,
	products: 50,
	productChars: 40,
	templatesPerUser: 50,
	/** Letters of a join code. */
	codeLetters: 6
} as const;
