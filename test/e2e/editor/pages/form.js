/// <reference lib="dom" />
/** @typedef {import('playwright-core').Locator} Locator */

const FIELD = ':is([data-test-id=input-label], [data-test-id=credential-connection-parameter])';

/** Fields as a builder finds them: by their labels. */
class Form {
	/** @param {Locator} root */
	constructor(root) {
		this.root = root;
		this.page = root.page();
	}

	/** @returns {Promise<string[]>} of the fields one can see, from top to bottom */
	async labels() {
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

	/**
	 * @param {string} label
	 * @returns {Locator}
	 */
	field(label) {
		const title = this.page.locator('label').getByText(new RegExp(`^\\s*${label}\\s*\\*?\\s*$`));
		// The last, as a collection is a field around its fields.
		return this.root.locator(FIELD).filter({ has: title }).last();
	}

	/**
	 * @param {string} label
	 * @param {string} text
	 */
	async fill(label, text) {
		await this.#input(label).fill(text);
	}

	/** @param {string} label */
	async value(label) {
		return await this.#input(label).inputValue();
	}

	/**
	 * @param {string} label
	 * @param {string} option
	 */
	async choose(label, option) {
		await this.field(label).locator('input[role=combobox]').first().click();
		await this.option(option).click();
	}

	/**
	 * Of the list that is open.
	 * @param {string} name
	 */
	option(name) {
		const title = this.page.getByText(name, { exact: true });
		return this.page.getByRole('option').filter({ visible: true }).filter({ has: title });
	}

	/** @param {string} label */
	#input(label) {
		return this.field(label).locator('input:not([role=combobox]), textarea').last();
	}
}

module.exports = { Form };
