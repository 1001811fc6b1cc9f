/**
 * Keeps the field that somebody types into at its place on the screen while others' words appear above it. Attach it to
 * the growing element inside the scrolling one.
 */
export function steady(page: HTMLElement) {
	let held: { field: Element; top: number } | null = null;

	const hold = () => {
		const field = document.activeElement;
		const isHeld = field !== null && field !== page && page.contains(field);
		held = isHeld ? { field, top: field.getBoundingClientRect().top } : null;
	};
	const settle = () => {
		if (held?.field === document.activeElement && held.field.isConnected) {
			const moved = held.field.getBoundingClientRect().top - held.top;
			if (moved !== 0) scrollerOf(page)?.scrollBy({ top: moved, behavior: 'instant' });
		}
		hold();
	};
	const sizes = new ResizeObserver(settle);
	sizes.observe(page);
	page.addEventListener('focusin', hold);
	document.addEventListener('scroll', hold, { capture: true, passive: true });
	return () => {
		sizes.disconnect();
		page.removeEventListener('focusin', hold);
		document.removeEventListener('scroll', hold, { capture: true });
	};
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
	for (let at = element.parentElement; at; at = at.parentElement)
		if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
	return null;
}
