/** Limits on what people can write. The server enforces them; pages show them. */
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
	/** Visible notes on one board. */
	notesPerBoard: 6000,
	/** Notes on one board, archived ones included. */
	notesKeptPerBoard: 12_000,
	/** Notes and answers that one person can post on one board over its life. */
	postedPerPerson: 1000,
	/** Notes, and as many answers, that each person can always post, however much others have posted. */
	assuredPerPerson: 10,
	clustersPerBoard: 1000,
	/**
	 * Results of single clusters in all rounds of a board: each page receives them with each change of the board's
	 * steps.
	 */
	talliesPerBoard: 5000,
	/** Notes that one entry of kept work lists. */
	notesPerKeptWork: 200,
	/** Characters of a sentence that says why the server rejected something. */
	whyChars: 200,
	/** Characters of an id. */
	idChars: 64,
	notesPerDesk: 500,
	peoplePerBoard: 400,
	/** Seats among these that only the facilitators' link gives. */
	seatsForFacilitators: 10,
	/** Seats that a board gives over its life, including those of removed people. Facilitators get a few more. */
	seatsEverPerBoard: 2000,
	/** People in the waiting room of one board, and as many who were turned away. */
	waitingPerBoard: 100,
	importRows: 5000,
	/** Bytes of an uploaded file. */
	importBytes: 5_000_000,
	/** Bytes of all parts of an imported workbook after unpacking. */
	workbookBytes: 60_000_000,
	/** Limits for each sheet: rows and columns with content, and filled cells. */
	sheetRows: 20_000,
	sheetColumns: 200,
	sheetCells: 200_000,
	/** Milliseconds after which a page stops reading a workbook. */
	workbookMs: 30_000,
	/**
	 * Bytes of a board file that is read back: enough for all notes and answers that a board can hold, in any script.
	 */
	boardFileBytes: 40_000_000,
	dotsPerPerson: 50,
	/** Characters in the composer, where one paste may contain many notes. */
	composerChars: 10_000,
	/** Characters of a fractional index, which grows by one when people keep dropping between the same two notes. */
	orderChars: 512,
	/** Ready marks at one desk, and as many agreement marks. */
	marksPerDesk: 1000,
	/** Largest distance of a coordinate from the wall's origin, in wall units. */
	coordinate: 100_000,
	versionNameChars: 60,
	/** Named versions of one board. */
	namedVersions: 100,
	/** Automatic versions of one board: the oldest are deleted first. */
	automaticVersions: 60,
	/** Automatic versions that stay, however much room versions take. */
	automaticVersionsAssured: 3,
	/** Bytes of all versions of one board, and of its walls from before a restore. */
	versionBytesPerBoard: 200_000_000,
	pastWallBytesPerBoard: 200_000_000,
	/** Characters of an answer, and of an outcome's or requirement's statement. */
	answerChars: 500,
	statementChars: 500,
	/** Characters of a text that several people write at once. */
	sharedTextChars: 1000,
	/** Characters of a single line, such as a metric or an option's name. */
	lineChars: 160,
	unitChars: 40,
	/** Characters of a reason, a rationale or a reading's note. */
	reasonChars: 500,
	answersPerDesk: 500,
	/** Entries of each kind that a desk accepts over its life; taken-back, deleted and dismissed ones count too. */
	everPerDesk: 3000,
	/** Visible answers on one board. */
	answersPerBoard: 4000,
	/** Answers on one board, archived ones included. */
	answersKeptPerBoard: 8000,
	/** Items of each kind on one board (costs, outcomes, requirements, options, readings), archived ones included. */
	itemsPerBoard: 1000,
	/**
	 * Notes, clusters, answers, outcomes and other items that the server renders into a page. More appear when the
	 * page's scripts run.
	 */
	drawnWithPage: 300,
	/**
	 * The most that a page sends in one message: new Yjs structs (a new note has eight), and deleted ranges. A page
	 * sends more in several messages; the server accepts at least twice as much.
	 */
	structsPerMessage: 150,
	rangesPerMessage: 500,
	/** Days in which a deleted board can be restored. */
	deletedDays: 30,
	/**
	 * Days after the last words on an anonymous board until the server forgets who wrote what: the default and the
	 * maximum.
	 */
	writersDays: 30,
	writersDaysMost: 365,
	products: 50,
	productChars: 40,
	templatesPerUser: 50,
	/** Letters of a join code. */
	codeLetters: 6
} as const;
