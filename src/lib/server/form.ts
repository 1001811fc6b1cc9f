/** Reading what a form sent. */
import { error } from '@sveltejs/kit';

/** The form of a request. Throws 400 with a sentence where the body is none, or was cut off. */
export async function readForm(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch {
		error(400, 'What this form sent could not be read. Nothing was changed. Please try again.');
	}
}
