/// <reference lib="dom" />
const { CredentialDialog } = require('./credentialDialog');
const { Form } = require('./form');
const { settle } = require('./settle');

/** A node that is open: input, parameters and output. */
class NodeView {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
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

	/** @returns {Promise<Record<string, string>[]>} the rows of the output's table */
	async table() {
		return await this.output.locator('table').evaluateAll(([table]) => {
			/** @param {Element} row */
			const cells = (row) =>
				[...row.querySelectorAll('th, td')].map(({ textContent }) => textContent.trim());
			const [head = [], ...body] = [...(table?.querySelectorAll('tr') ?? [])].map(cells);
			return body.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]])));
		});
	}

	/**
	 * @param {string} label of a field with a list to choose from
	 * @param {string} search
	 */
	async searchList(label, search) {
		await this.form.field(label).getByTestId('rlc-input').click();
		await this.page.getByTestId('rlc-search').filter({ visible: true }).fill(search);
	}

	/**
	 * @param {'Test URL' | 'Production URL'} which
	 * @returns {Promise<string>} as it is shown
	 */
	async webhookUrl(which) {
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

module.exports = { NodeView };
