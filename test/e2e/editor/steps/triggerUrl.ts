import type { CredentialDialog } from '../pages/credentialDialog';
import type { Builder } from '../editor.e2e';

/** What the test of the credential makes of its Trigger URL; n8n shows a reason only for what has not passed. */
export function triggerUrlSteps({ step, shoot, tabs }: Builder) {
	let productionUrl: string;
	let dialog: CredentialDialog;

	const saveTriggerUrl = async (url: string) => {
		await dialog.form.fill('Trigger URL', url);
		await dialog.save();
	};

	step('is told that its workflow is not published', async () => {
		productionUrl = await tabs.trigger.webhookUrl('Production URL');
		const testUrl = await tabs.trigger.webhookUrl('Test URL');
		await tabs.assign.page.bringToFront();
		dialog = await tabs.action.editCredential();
		await saveTriggerUrl(productionUrl);
		await dialog.root.getByText('More details').click();
		await dialog.root
			.getByText(/^No published workflow of this n8n has 'Trigger URL' \(404\)/)
			.waitFor();
		await shoot('credential-trigger-url', dialog.frame);

		await saveTriggerUrl(testUrl);
		await dialog.root.getByText(/^'Trigger URL' is a Test URL/).waitFor();
	});

	step('passes where n8n cannot reach the address', async () => {
		await saveTriggerUrl('http://127.0.0.1:1/webhook/behind-a-firewall/webhook');
		await dialog.passed.waitFor();
	});

	step('passes with a published one, which is not started', async () => {
		await tabs.result.page.bringToFront();
		await tabs.trigger.close();
		await tabs.result.publish();
		await tabs.assign.page.bringToFront();
		await saveTriggerUrl(productionUrl);
		await dialog.saved.waitFor();
		await dialog.passed.waitFor();
		await dialog.close();
	});
}
