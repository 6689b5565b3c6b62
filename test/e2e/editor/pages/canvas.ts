import type { BrowserContext, Locator, Page } from 'playwright-core';

import { NodeCreator } from './nodeCreator';
import { NodeView } from './nodeView';

/** A workflow in the editor. */
export class Canvas {
	readonly root: Locator;
	readonly nodes: Locator;
	readonly creator: NodeCreator;

	constructor(readonly page: Page) {
		this.root = page.getByTestId('canvas');
		this.nodes = this.root.getByTestId('canvas-node');
		this.creator = new NodeCreator(page);
	}

	/** @returns of a new workflow, in a tab of its own */
	static async openNew(context: BrowserContext): Promise<Canvas> {
		const page = await context.newPage();
		await page.goto('workflow/new');
		await page.getByTestId('canvas-plus-button').waitFor();
		return new Canvas(page);
	}

	node(name: string) {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	/**
	 * Adds an action after the last node.
	 *
	 * @returns of the new node
	 */
	async addNext(node: string, action: string): Promise<NodeView> {
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

	/** @returns the executions of the workflow, listed beside its tabs */
	async openExecutions(): Promise<Locator> {
		await this.page.getByTestId('radio-button-executions').click();
		return this.page.getByTestId('current-executions-list');
	}

	async openEditor() {
		await this.page.getByTestId('radio-button-workflow').click();
		await this.nodes.first().waitFor();
	}
}
