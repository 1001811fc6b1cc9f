import type { ClientInit } from '@sveltejs/kit';
import { unwrapTranslated } from '$lib/components/ui/translated.ts';

export const init: ClientInit = () => unwrapTranslated(document.body);
