/** Hands the catalogue of the page's language down to its components. */
import { createContext } from 'svelte';
import type { Messages, SiteMessages } from './messages.ts';

const [getSiteMessages, setSiteMessages] = createContext<SiteMessages>();
const [getMessages, setBoardMessages] = createContext<Messages>();

export { getMessages, getSiteMessages, setSiteMessages };

/** For everything on a board: what is said everywhere is a part of it. */
export function setMessages(messages: Messages) {
	setSiteMessages(messages);
	setBoardMessages(messages);
}
