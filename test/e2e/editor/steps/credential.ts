import { CredentialDialog } from '../pages/credentialDialog';
import { expectSeen } from '../seen';
import type { Builder } from '../editor.e2e';

const BEGINNING = ['Host', 'Stream ID', 'Account ID', 'Organization ID', 'Authentication'];
const TOKEN_SETTINGS = ['Subject', 'Token Lifetime', 'Unique Token ID'];
// The last one is n8n's own.
const END = ['Callback Secret', 'Allowed HTTP Request Domains'];

const WITH_SECRET = [
	...BEGINNING,
	'Client ID',
	'Signing Algorithm',
	'Client Secret',
	'Trigger URL',
	...TOKEN_SETTINGS,
	...END,
];
const WITH_KEY = WITH_SECRET.map((label) => (label === 'Client Secret' ? 'Private Key' : label));
const WITH_TOKEN = [...BEGINNING, 'JWT Token', 'Trigger URL', ...END];

export function credentialSteps({ step, shoot, stage, tabs }: Builder) {
	let dialog: CredentialDialog;

	step('opens from the node, with the fields of a JWT app', async () => {
		const { page, root } = tabs.action;
		await root.getByRole('button', { name: 'Connect to Kore AgentAssist' }).click();
		dialog = await new CredentialDialog(page).opened();
		await expectSeen(() => dialog.form.labels(), WITH_SECRET);
		expect(await dialog.form.value('Host')).toBe('https://platform.kore.ai');
		await dialog.root.getByText("tick the scope 'Routing'").waitFor();
	});

	step('asks for a private key, a secret or a token, as it is needed', async () => {
		const { form, root } = dialog;
		for (const algorithm of ['RS256', 'RS512']) {
			await form.choose('Signing Algorithm', algorithm);
			await expectSeen(() => form.labels(), WITH_KEY);
		}
		await form.choose('Signing Algorithm', 'HS512');
		await expectSeen(() => form.labels(), WITH_SECRET);
		await form.choose('Authentication', 'JWT Token');
		await expectSeen(() => form.labels(), WITH_TOKEN);
		await root.getByText("tick the scope 'Routing'").waitFor({ state: 'hidden' });
		await form.choose('Authentication', 'JWT App');
		await form.choose('Signing Algorithm', 'HS256');
		await expectSeen(() => form.labels(), WITH_SECRET);
	});

	step('says what to compare if the secret is wrong', async () => {
		const { url, world } = stage().simulator;
		const { form, root } = dialog;
		await form.fill('Host', url);
		await form.fill('Stream ID', world.streamId);
		await form.fill('Account ID', world.accountId);
		await form.fill('Organization ID', world.orgId);
		await form.fill('Client ID', world.apps.hs256.clientId);
		await form.fill('Client Secret', 'not-the-secret');
		await dialog.save();
		await dialog.failed.waitFor();
		await root.getByText('More details').click();
		await root.getByText('Kore did not accept the credential (HTTP 401').waitFor();
		await root.getByText(/Compare 'Client ID', 'Client Secret'.*'Stream ID'/).waitFor();
		await shoot('credential-error', dialog.frame);
	});

	step('is accepted with the right secret, and chosen in the node', async () => {
		const { form } = tabs.action;
		await dialog.form.fill(
			'Client Secret',
			String(stage().simulator.world.apps.hs256.clientSecret),
		);
		await dialog.save();
		await dialog.frame.waitFor({ state: 'hidden' });
		const chosen = form.root.getByTestId('node-credentials-select').getByRole('combobox');
		await expectSeen(() => chosen.inputValue(), 'Kore AgentAssist account');

		dialog = await tabs.action.editCredential();
		await dialog.passed.waitFor();
		expect(await dialog.form.value('Client Secret')).not.toContain('simulator');
		await shoot('credential', dialog.frame);
		await dialog.form.field('Client Secret').scrollIntoViewIfNeeded();
		await shoot('credential-jwt-app', dialog.frame);
		await dialog.close();
	});
}
