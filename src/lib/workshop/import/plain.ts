/** Detects cells that are not words by a person: numbers, addresses, days and times, ids. */

const ADDRESS =
	/^(?:(?:[a-z][a-z\d+.-]*:\/\/|www\.|mailto:|[\w-]+(?:\.[\w-]+)+\/)\S*|[^\s@]+@[^\s@]+)$/iu;
const areAddresses = (cell: string) => cell.split(/\s+/).every((part) => ADDRESS.test(part));
const ID = /^(?:[\da-fA-F-]{16,}|[A-Z][A-Z\d]{1,9}-\d+|true|false|TRUE|FALSE|True|False)$/u;
const NUMBERS = /^[\s\d.,:/+%€$£#-]*$/u;

/** Words in days and times that programs write, in English, German, French and Spanish. */
const TIME_WORDS = `am, pm, uhr, h, at, on, of, um, à, à las, a las, de, del, le, el, den, der, t, z, utc, gmt, cet, cest, est, edt,
	cst, cdt, mst, mdt, pst, pdt, bst, mez, mesz, st, nd, rd, th, er, today, yesterday, heute, gestern, hier, hoy, ayer,
	ago, vor, hace, il y a, second, seconds, minute, minutes, hour, hours, day, days, week, weeks, month, months, year, years,
	tag, tagen, stunde, stunden, woche, wochen, jour, jours, heure, heures, semaine, semaines, día, días, hora, horas`;
const MONTHS = `jan, january, januar, jänner, janvier, janv, enero, ene, feb, february, februar, février, févr, febrero, mar, march,
	märz, mär, mrz, mars, marzo, apr, april, avril, avr, abril, abr, may, mai, mayo, jun, june, juni, juin, junio, jul, july, juli,
	juillet, juil, julio, aug, august, août, agosto, ago, sep, sept, september, septembre, septiembre, oct, october, okt, oktober,
	octobre, octubre, nov, november, novembre, noviembre, dec, december, dez, dezember, décembre, déc, diciembre, dic`;
const WEEKDAYS = `mon, monday, tue, tues, tuesday, wed, wednesday, thu, thur, thurs, thursday, fri, friday, sat, saturday, sun, sunday,
	mo, montag, di, dienstag, mi, mittwoch, do, donnerstag, fr, freitag, sa, samstag, so, sonntag, lundi, lun, mardi, mercredi, mer,
	jeudi, jeu, vendredi, ven, samedi, sam, dimanche, dim, lunes, martes, miércoles, mié, jueves, jue, viernes, vie, sábado, sáb,
	domingo, dom`;
const IN_TIMES = new Set(
	[TIME_WORDS, MONTHS, WEEKDAYS]
		.flatMap((words) => words.split(','))
		.flatMap((words) => words.trim().split(' '))
);
/** The time zone that JavaScript and mail programs write after a time: "(Central European Summer Time)". */
const ZONE_NAME = /\([^()]*\)$/u;
/**
 * Whether a cell is a day or a time, such as "12/May/27 9:31 AM" or "12.05.2027, 09:31 Uhr": digits, and no words
 * except those of times.
 */
export function isTime(cell: string): boolean {
	const bare = cell.replace(ZONE_NAME, '');
	if (!/\d/.test(bare) || /[^\p{L}\p{M}\d\s.,:;/+'’–-]/u.test(bare)) return false;
	return (bare.match(/[\p{L}\p{M}]+/gu) ?? []).every((word) =>
		IN_TIMES.has(word.normalize('NFC').toLowerCase())
	);
}
/** Longer cells are not checked. */
const LONGEST = 2000;

/** Whether a cell contains only numbers, addresses, days and times, or an id. True for an empty cell. */
export function isPlain(cell: string): boolean {
	const bare = cell.trim();
	return (
		bare.length <= LONGEST &&
		(NUMBERS.test(bare) || areAddresses(bare) || ID.test(bare) || isTime(bare))
	);
}
