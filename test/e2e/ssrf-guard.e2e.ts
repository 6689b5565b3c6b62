import { credentialFor } from '../engine/harness/setup';
import { useStage } from './stage/use-stage';

describe("n8n's guard against requests to private addresses", () => {
	// Kore is let through by its name; n8n's own address is private.
	const stage = useStage('2.41.1', {
		N8N_SSRF_PROTECTION_ENABLED: 'true',
		N8N_SSRF_ALLOWED_HOSTNAMES: 'localhost',
	});

	it("leaves the credential's Trigger URL unproven, which is no failure", async () => {
		const { simulator, instance, builder } = stage();
		const { id } = await stage().saveCredential({
			...credentialFor(simulator),
			host: simulator.url.replace('127.0.0.1', 'localhost'),
			triggerUrl: `${instance.url}webhook/x/webhook`,
		});
		const { status, message } = await builder.testCredential(id);
		expect(message).toMatch(/^Kore accepted the credential.*'Trigger URL' is unproven: .*block/);
		expect(status).toBe('OK');
	});
});
