const { NodeCreator } = require('./nodeCreator');
const { NodeView } = require('./nodeView');

/** A workflow in the editor. */
class Canvas {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.root = page.getByTestId('canvas');
		this.nodes = this.root.getByTestId('canvas-node');
		this.creator = new NodeCreator(page);
	}

	/**
	 * @param {import('playwright-core').BrowserContext} context
	 * @returns {Promise<Canvas>} of a new workflow, in a tab of its own
	 */
	static async openNew(context) {
		const page = await context.newPage();
		await page.goto('workflow/new');
		await page.getByTestId('canvas-plus-button').waitFor();
		return new Canvas(page);
	}

	/** @param {string} name */
	node(name) {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	/**
	 * Adds an action after the last node.
	 * @param {string} node
	 * @param {string} action
	 * @returns {Promise<NodeView>} of the new node
	 */
	async addNext(node, action) {
		await this.creator.search(node);
		await this.creator.open(node);
		await this.creator.item(action).click();
		return await new NodeView(this.page).opened();
	}

	async publish() {
		await this.page.getByTestId('workflow-open-publish-modal-button').click();
		await this.page.getByTestId('workflow-publish-button').click();
		await this.page.getByRole('button', { name: 'Got it' }).click();
		await this.page.getByTestId('workflow-active-version-indicator').waitFor();
	}

	/** @returns {Promise<import('playwright-core').Locator>} the executions of the workflow, listed beside its tabs */
	async openExecutions() {
		await this.page.getByTestId('radio-button-executions').click();
		return this.page.getByTestId('current-executions-list');
	}

	async openEditor() {
		await this.page.getByTestId('radio-button-workflow').click();
		await this.nodes.first().waitFor();
	}
}

module.exports = { Canvas };
