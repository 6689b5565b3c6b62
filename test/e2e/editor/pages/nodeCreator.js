/** @typedef {import('playwright-core').Locator} Locator */

/** The panel to add nodes from. */
class NodeCreator {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.root = page.getByTestId('node-creator');
		this.items = this.root.getByTestId('item-iterator-item').filter({ visible: true });
	}

	/**
	 * Opens the panel with the first of the buttons that is there.
	 * @param {string} text
	 */
	async search(text) {
		const first = this.page.getByTestId('canvas-plus-button');
		const next = this.page.getByTestId('node-creator-plus-button');
		await first.or(next).first().click();
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	/** @param {string} name */
	item(name) {
		return this.items.filter({ has: this.page.getByText(name, { exact: true }) });
	}

	/** @param {string} name of a node: shows what it can do */
	async open(name) {
		await this.item(name).click();
		await this.root.getByText('Node details').waitFor();
	}

	/** @param {'Triggers' | 'Actions'} title of a section that is closed */
	async expand(title) {
		await this.root.getByText(new RegExp(`^${title} \\(\\d+\\)`)).click();
	}

	/** @returns {Promise<string[]>} of what is listed */
	async names() {
		return await this.items.getByTestId('node-creator-item-name').allInnerTexts();
	}

	/**
	 * @param {string} name
	 * @param {{ x: number, y: number }} targetPosition on the canvas
	 */
	async drag(name, targetPosition) {
		const handle = this.item(name).locator('[draggable]').first();
		await handle.dragTo(this.page.getByTestId('canvas'), { targetPosition });
	}
}

module.exports = { NodeCreator };
