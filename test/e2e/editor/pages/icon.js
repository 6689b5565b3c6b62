/// <reference lib="dom" />
/**
 * @param {import('playwright-core').Locator} place
 * @returns {Promise<string>} which of the package's icons one can see there; '' for none
 */
async function iconIn(place) {
	const image = place.locator('img').filter({ visible: true }).first();
	return await image.evaluate((element) => {
		const { src, complete, naturalWidth } = /** @type {HTMLImageElement} */ (element);
		// A picture that could not be loaded has no size.
		return complete && naturalWidth > 0 ? (src.split('/').at(-1) ?? '') : '';
	});
}

module.exports = { iconIn };
