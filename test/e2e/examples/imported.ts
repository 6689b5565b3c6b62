import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Credential } from '../stage/nodes';
import type { Workflow } from '../stage/stage';

/** Of all examples. */
export const FOLDER = path.resolve(__dirname, '../../../examples');
const OUTSIDE = /https:\/\/(crm|tickets|chat)\.example\.com/g;

/**
 * An example as people import it, with what they have to choose: the credential and the addresses of their own services.
 * Its IDs are the simulator's.
 *
 * @param name of its folder
 * @param credential of Kore
 * @param outside address of their services
 * @param model credential of the chat model, if it has one
 */
export function imported(
	name: string,
	credential: Credential,
	outside: string,
	model?: Credential,
): Workflow {
	const text = readFileSync(path.join(FOLDER, name, `${name}.json`), 'utf8');
	const example = JSON.parse(text.replace(OUTSIDE, outside)) as Workflow;
	const own: Record<string, Credential | undefined> = {
		koreAgentAssistApi: credential,
		openAiApi: model,
	};
	const chosen = (credentials: Record<string, Credential>) =>
		Object.fromEntries(
			Object.entries(credentials).map(([type, unchosen]) => [type, own[type] ?? unchosen]),
		);
	const nodes = example.nodes.map((node) => ({
		...node,
		...(node.credentials && { credentials: chosen(node.credentials) }),
	}));
	return { ...example, nodes, active: false };
}
