const axios = require('axios');

/**
 * Posts what Kore might post; any answer will do.
 * @param {string} url
 * @param {object} body
 */
const post = async (url, body) =>
	await axios.post(url, body, { validateStatus: () => true, proxy: false });

module.exports = { post };
