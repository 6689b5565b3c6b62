import axios from 'axios';

/**
 * Posts what Kore might post; any answer will do.
 *
 * @param body JSON, or a text that is called one
 */
export const post = async (url: string, body: object | string) =>
	await axios.post<unknown>(url, body, {
		...(typeof body === 'string' && { headers: { 'content-type': 'text/plain' } }),
		validateStatus: () => true,
		proxy: false,
	});
