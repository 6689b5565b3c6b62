import type { Locator, Page } from 'playwright-core';

import { Form } from './form';
import { settle } from './settle';

/** The form of a credential. */
export class CredentialDialog {
	readonly root: Locator;
	readonly frame: Locator;
	readonly form: Form;
	readonly saved: Locator;
	readonly passed: Locator;
	readonly failed: Locator;

	constructor(readonly page: Page) {
		this.root = page.getByTestId('credential-edit-dialog');
		// The dialog with its title and buttons; the role is that of the whole page behind it.
		this.frame = page.locator('.el-dialog').filter({ has: this.root });
		this.form = new Form(this.root);
		this.saved = this.frame.getByText('Saved', { exact: true });
		this.passed = page.getByTestId('credentials-config-container-test-success');
		this.failed = this.root.getByText('Couldn’t connect with these settings');
	}

	async opened() {
		await this.form.field('Host').waitFor();
		return this;
	}

	async save() {
		await settle(this.page);
		await this.page.getByTestId('credential-save-button').click();
	}

	async close() {
		await this.frame.getByRole('button', { name: /close/i }).click();
		await this.frame.waitFor({ state: 'hidden' });
	}
}
