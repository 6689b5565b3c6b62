import type { Locator, Page } from 'playwright-core';

/** The panel to add nodes from. */
export class NodeCreator {
	readonly root: Locator;
	readonly items: Locator;

	constructor(readonly page: Page) {
		this.root = page.getByTestId('node-creator');
		this.items = this.root.getByTestId('item-iterator-item').filter({ visible: true });
	}

	/** Opens the panel with the first of the buttons that is there. */
	async search(text: string) {
		const first = this.page.getByTestId('canvas-plus-button');
		const next = this.page.getByTestId('node-creator-plus-button');
		await first.or(next).first().click();
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	item(name: string) {
		return this.items.filter({ has: this.page.getByText(name, { exact: true }) });
	}

	/** @param name of a node: shows what it can do */
	async open(name: string) {
		await this.item(name).click();
		await this.root.getByText('Node details').waitFor();
	}

	/** @param title of a section that is closed */
	async expand(title: 'Triggers' | 'Actions') {
		await this.root.getByText(new RegExp(`^${title} \\(\\d+\\)`)).click();
	}

	/** @returns of what is listed */
	async names(): Promise<string[]> {
		return await this.items.getByTestId('node-creator-item-name').allInnerTexts();
	}

	/** @param targetPosition on the canvas */
	async drag(name: string, targetPosition: { x: number; y: number }) {
		const handle = this.item(name).locator('[draggable]').first();
		await handle.dragTo(this.page.getByTestId('canvas'), { targetPosition });
	}
}
