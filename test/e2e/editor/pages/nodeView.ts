/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';

import { CredentialDialog } from './credentialDialog';
import { Form } from './form';
import { settle } from './settle';

/** A node that is open: input, parameters and output. */
export class NodeView {
	readonly root: Locator;
	readonly form: Form;
	readonly output: Locator;
	readonly error: { message: Locator; description: Locator };

	constructor(readonly page: Page) {
		this.root = page.getByTestId('ndv');
		this.form = new Form(this.root.getByTestId('node-parameters'));
		this.output = this.root.getByTestId('output-panel');
		this.error = {
			message: this.output.getByTestId('node-error-message'),
			description: this.output.getByTestId('node-error-description'),
		};
	}

	async opened() {
		await this.form.root.waitFor();
		return this;
	}

	async close() {
		await settle(this.page);
		await this.root.getByTestId('ndv-close-button').click();
		await this.root.waitFor({ state: 'hidden' });
	}

	async editCredential() {
		await this.form.root.getByTestId('credential-edit-button').click();
		return await new CredentialDialog(this.page).opened();
	}

	async execute() {
		await settle(this.page);
		await this.root.getByTestId('node-execute-button').click();
	}

	/** @returns the rows of the output's table */
	async table(): Promise<Record<string, string>[]> {
		return await this.output.locator('table').evaluateAll(([table]: Element[]) => {
			const cells = (row: Element) =>
				[...row.querySelectorAll('th, td')].map(({ textContent }) => textContent.trim());
			const [head = [], ...body] = [...(table?.querySelectorAll('tr') ?? [])].map(cells);
			return body.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]])));
		});
	}

	/** @param label of a field with a list to choose from */
	async searchList(label: string, search: string) {
		await this.form.field(label).getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-search').filter({ visible: true }).fill(search);
	}

	/** @returns as it is shown */
	async webhookUrl(which: 'Test URL' | 'Production URL'): Promise<string> {
		const urls = this.root.locator('.webhooks');
		const choice = urls.getByText(which, { exact: true });
		if (!(await choice.isVisible())) await urls.getByText('Webhook URLs', { exact: true }).click();
		await choice.click();
		return (await urls.getByText(/^https?:/).innerText()).trim();
	}

	/** What the list offers. */
	get listed() {
		return this.page.getByTestId('rlc-item').filter({ visible: true });
	}
}
