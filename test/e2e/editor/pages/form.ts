/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';

const FIELD = ':is([data-test-id=input-label], [data-test-id=credential-connection-parameter])';

/** Fields as a builder finds them: by their labels. */
export class Form {
	readonly page: Page;

	constructor(readonly root: Locator) {
		this.page = root.page();
	}

	/** @returns of the fields one can see, from top to bottom */
	async labels(): Promise<string[]> {
		const labels = this.root.locator('label').filter({ visible: true });
		return await labels.evaluateAll((elements) =>
			elements.map((element) => {
				// Beside its text a label holds the star of a required field and the buttons for expressions.
				const nodes = [...element.querySelectorAll('span')].flatMap(({ childNodes }) => [
					...childNodes,
				]);
				const texts = nodes
					.filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
					.map(({ nodeValue }) => nodeValue?.trim());
				return texts.find(Boolean) ?? '';
			}),
		);
	}

	field(label: string): Locator {
		const title = this.page.locator('label').getByText(new RegExp(`^\\s*${label}\\s*\\*?\\s*$`));
		// The last, as a collection is a field around its fields.
		return this.root.locator(FIELD).filter({ has: title }).last();
	}

	async fill(label: string, text: string) {
		await this.#input(label).fill(text);
	}

	/** @param text with the braces of an expression */
	async fillExpression(label: string, text: string) {
		await this.#turnTo(label, 'expression');
		await this.field(label).locator('.cm-content').fill(text);
	}

	async leaveExpression(label: string) {
		await this.#turnTo(label, 'fixed');
	}

	async #turnTo(label: string, kind: 'fixed' | 'expression') {
		// The buttons show where the mouse is.
		await this.field(label).hover();
		await this.field(label).getByTestId(`radio-button-${kind}`).click();
	}

	async value(label: string) {
		return await this.#input(label).inputValue();
	}

	async choose(label: string, option: string) {
		await this.field(label).locator('input[role=combobox]').first().click();
		await this.option(option).click();
	}

	/** Of the list that is open. */
	option(name: string) {
		const title = this.page.getByText(name, { exact: true });
		return this.page.getByRole('option').filter({ visible: true }).filter({ has: title });
	}

	#input(label: string) {
		return this.field(label).locator('input:not([role=combobox]), textarea').last();
	}
}
