import axios from 'axios';

const PROTOCOL = '2025-06-18';

/** An MCP client over streamable HTTP, as far as one tool needs it. */
export class McpClient {
	url: string;
	headers: Record<string, string>;
	lastId: number;

	/** @param url of n8n's MCP Server Trigger */
	constructor(url: string) {
		this.url = url;
		this.headers = { Accept: 'application/json, text/event-stream' };
		this.lastId = 0;
	}

	/** @returns false if n8n does not listen there yet */
	async connect(): Promise<boolean> {
		const clientInfo = { name: 'test', version: '1' };
		const params = { protocolVersion: PROTOCOL, capabilities: {}, clientInfo };
		const { status, headers } = await this.#post({
			id: ++this.lastId,
			method: 'initialize',
			params,
		});
		if (status === 404) return false;
		this.headers['mcp-session-id'] = headers['mcp-session-id'];
		await this.#post({ method: 'notifications/initialized' });
		return true;
	}

	async tools(): Promise<{ name: string; description: string; inputSchema: any }[]> {
		return (await this.#call('tools/list', {})).tools;
	}

	async callTool(
		name: string,
		args: Record<string, unknown>,
	): Promise<{ isError?: boolean; content: { type: string; text: string }[] }> {
		return await this.#call('tools/call', { name, arguments: args });
	}

	async #call(method: string, params: object) {
		const id = ++this.lastId;
		const { data } = await this.#post({ id, method, params });
		const messages = String(data)
			.split('\n')
			.filter((line) => line.startsWith('data: '))
			.map((line) => JSON.parse(line.slice('data: '.length)));
		const answer = messages.find((message) => message.id === id);
		if (!answer?.result) throw new Error(`n8n answered ${data} to ${method}`);
		return answer.result;
	}

	async #post(message: object) {
		return await axios.post(
			this.url,
			{ jsonrpc: '2.0', ...message },
			{
				headers: this.headers,
				responseType: 'text',
				timeout: 30_000,
				validateStatus: () => true,
				proxy: false,
			},
		);
	}
}
