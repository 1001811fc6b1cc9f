/** Passes the catalogue of the page's language to its components. */
import { createContext } from 'svelte';
import type { Messages, ReportMessages, SiteMessages } from './messages.ts';

const [getSiteMessages, setSiteMessages] = createContext<SiteMessages>();
const [getMessages, setBoardMessages] = createContext<Messages>();
const [getReportMessages, setReport] = createContext<ReportMessages>();

export { getMessages, getReportMessages, getSiteMessages, setSiteMessages };

/** For everything on a board. It includes the words that all pages use. */
export function setMessages(messages: Messages) {
	setSiteMessages(messages);
	setBoardMessages(messages);
}
/** For the report. */
export function setReportMessages(messages: ReportMessages) {
	setMessages(messages);
	setReport(messages);
}
