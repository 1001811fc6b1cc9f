/** Column names in the tables of other tools and people, in English, German, French and Spanish. */
import { folded } from '../clean-text.ts';

/** The use of a column for a note. */
export type Role = 'text' | 'fn' | 'cluster';

/**
 * The clearest names come first. They include the columns of Miro, Mural, Trello (Card Name, List Name), Jira
 * (Summary), Azure DevOps (Title, Area Path), EasyRetro, Parabol and Polis.
 */
const NAMES: Readonly<Record<Role, string>> = {
	text: `text, note, notes, problem, problems, card name, summary, comment-body, comment body, reflection, card,
		sticky note, sticky, post-it, issue, issues, complaint, complaints, verbatim, feedback, message,
		messages, comment, comments, words, statement, title, title 1, task name, subject, body, description,
		card description, content, idea, notiz, notizen, probleme, zusammenfassung, kommentar, kommentare, aussage, anliegen,
		beschwerde, beschreibung, titel, betreff, inhalt, rückmeldung, texte, problème, problèmes, résumé,
		commentaire, commentaires, remarque, titre, objet, contenu, texto, nota, notas, problema, problemas,
		resumen, comentario, comentarios, queja, título, asunto, descripción, contenido`,
	fn: `function, functions, fn, department, departments, team, teams, role, roles, business unit, unit,
		funktion, abteilung, abteilungen, bereich, rolle, fachbereich, fonction, département, departement,
		équipe, rôle, función, departamento, equipo, rol, área`,
	cluster: `cluster, clusters, topic, topics, theme, themes, category, categories, group, groups, grouping,
		group name, list name, column, column name, tag, tags, label, labels, area path, area, epic,
		reflection group, reflectiongroup, group title, section, section/column, bucket, bucket name, thema, themen, kategorie, kategorien, gruppe, gruppen, schlagwort, spalte, thème,
		thèmes, catégorie, catégories, groupe, étiquette, colonne, tema, temas, categoría, categorías, grupo,
		etiqueta, columna`
};
const ranksOf = (role: Role) =>
	new Map(NAMES[role].split(',').map((name, rank) => [folded(name), rank]));
const RANKS: Readonly<Record<Role, ReadonlyMap<string, number>>> = {
	text: ranksOf('text'),
	fn: ranksOf('fn'),
	cluster: ranksOf('cluster')
};

/** Column names that may also be the name of a function: they name a column, but do not make a row a header. */
const ALSO_VALUES = new Set(['service', 'services', 'pôle', 'secteur', 'sector', 'ressort']);
/** The topics of a retrospective, each with its own column. */
const TOPICS = new Set(
	`start, stop, continue, went well, what went well, what went wrong, to improve, what to improve, what can be
	improved, what could be improved, didn't go well, what didn't go well, action items, mad, sad, glad, liked,
	learned, lacked, longed for, keep, drop, try, more of, less of, kudos, lief gut, was lief gut,
	lief schlecht, was lief schlecht, verbessern, maßnahmen, bien, mal, à améliorer, a mejorar`
		.split(',')
		.map(folded)
);
/** Whether cells are topics of a retrospective: a single one of them may be a note. */
export const areTopics = (cells: readonly string[]): boolean =>
	cells.length > 1 && cells.every((cell) => TOPICS.has(folded(cell)));
/** Phrases that ask for a function in a form, such as "Which department do you work in?" */
const ASKS_FN =
	/(?<!\p{L})(?:departments?|teams?|functions?|roles?|unit|abteilung|bereich|funktion|fachbereich|rolle|département|departement|service|équipe|fonction|departamento|equipo|función|área)(?!\p{L})/iu;
/** Whether a column name is a question for the function of the person who answers. */
export const asksForFn = (name: string): boolean =>
	folded(name).split(' ').length > 2 && ASKS_FN.test(name.normalize('NFC'));
/** Columns of counts beside the notes of a retrospective. */
const COUNTS = new Set([
	'vote',
	'votes',
	'likes',
	'score',
	'stimmen',
	'punkte',
	'points',
	'votos',
	'puntos',
	'+1',
	'-1'
]);

/** How well a name fits a use: 0 for the best name, Infinity for an unknown one. */
export function nameRank(name: string, role: Role): number {
	const known = RANKS[role].get(folded(name));
	if (known !== undefined) return known;
	return role === 'fn' && ALSO_VALUES.has(folded(name)) ? RANKS.fn.size : Infinity;
}
/** Whether a column holds counts for the notes beside it. */
export const isCountName = (name: string): boolean => COUNTS.has(folded(name));

/** Whether a cell is a known column name. */
export function isColumnName(cell: string): boolean {
	const name = folded(cell);
	return Object.values(RANKS).some((ranks) => ranks.has(name));
}
