import selfsigned from 'selfsigned';

/** A self-signed certificate that a client can trust by taking it as a CA. */
export async function createCertificate() {
	const { private: key, cert } = await selfsigned.generate(
		[{ name: 'commonName', value: 'localhost' }],
		{
			keyType: 'ec',
			algorithm: 'sha256',
			extensions: [
				{ name: 'basicConstraints', cA: true },
				{
					name: 'subjectAltName',
					altNames: [
						{ type: 2, value: 'localhost' },
						{ type: 7, ip: '127.0.0.1' },
					],
				},
			],
		},
	);
	return { key, cert };
}
