/// <reference lib="dom" />
import type { Locator } from 'playwright-core';

/** @returns which of the package's icons one can see there; '' for none */
export async function iconIn(place: Locator): Promise<string> {
	const image = place.locator('img').filter({ visible: true }).first();
	return await image.evaluate((element) => {
		const { src, complete, naturalWidth } = element as HTMLImageElement;
		// A picture that could not be loaded has no size.
		return complete && naturalWidth > 0 ? (src.split('/').at(-1) ?? '') : '';
	});
}
