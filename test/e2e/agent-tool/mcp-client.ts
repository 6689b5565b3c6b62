import axios from 'axios';

const PROTOCOL = '2025-06-18';

/** What a call of the tool has brought. */
interface ToolResult {
	content: { text: string }[];
}

/** An answer of the server, as far as it is looked at. */
interface Message {
	id?: number;
	result?: object;
}

/** An MCP client over streamable HTTP, as far as one tool needs it. */
export class McpClient {
	readonly #headers: Record<string, string> = {
		Accept: 'application/json, text/event-stream',
	};
	#lastId = 0;

	/** @param url of n8n's MCP Server Trigger */
	constructor(readonly url: string) {}

	/** @returns false if n8n does not listen there yet */
	async connect(): Promise<boolean> {
		const clientInfo = { name: 'test', version: '1' };
		const params = { protocolVersion: PROTOCOL, capabilities: {}, clientInfo };
		const { status, headers } = await this.#post({
			id: ++this.#lastId,
			method: 'initialize',
			params,
		});
		if (status === 404) return false;
		const { 'mcp-session-id': session } = headers as Record<string, string | undefined>;
		if (session) this.#headers['mcp-session-id'] = session;
		await this.#post({ method: 'notifications/initialized' });
		return true;
	}

	async tools() {
		const { tools } = (await this.#call('tools/list', {})) as { tools: { name: string }[] };
		return tools;
	}

	async callTool(name: string, args: Record<string, unknown>): Promise<ToolResult> {
		return (await this.#call('tools/call', { name, arguments: args })) as ToolResult;
	}

	async #call(method: string, params: object) {
		const id = ++this.#lastId;
		const { data } = await this.#post({ id, method, params });
		const messages = data
			.split('\n')
			.filter((line) => line.startsWith('data: '))
			.map((line) => JSON.parse(line.slice('data: '.length)) as Message);
		const answer = messages.find((message) => message.id === id);
		if (!answer?.result) throw new Error(`n8n answered ${data} to ${method}`);
		return answer.result;
	}

	async #post(message: object) {
		return await axios.post<string>(
			this.url,
			{ jsonrpc: '2.0', ...message },
			{
				headers: this.#headers,
				responseType: 'text',
				timeout: 30_000,
				validateStatus: () => true,
				proxy: false,
			},
		);
	}
}
