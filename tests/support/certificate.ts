/**
 * Creates a certificate for `localhost` with the machine's openssl each time, so that no key is stored in the
 * repository.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Creates a key and a self-signed certificate in a new folder, and returns their paths. */
export function makeCertificate(): { folder: string; key: string; cert: string } {
	const folder = mkdtempSync(join(tmpdir(), 'groundwork-tls-'));
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
	execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...names], {
		stdio: 'ignore'
	});
	return { folder, key, cert };
}
