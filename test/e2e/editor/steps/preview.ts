import { readFileSync } from 'node:fs';
import path from 'node:path';

import { node, start } from '../../stage/nodes';
import { workflow } from '../../stage/workflow';
import { Canvas } from '../pages/canvas';
import type { Builder } from '../editor.e2e';

const SCHEMAS = path.resolve(__dirname, '../../../../nodes/KoreAgentAssist/__schema__/v1.0.0');
// n8n shows that many, and then three dots.
const SHOWN = 10;

const fieldsOf = (resource: string, operation: string) => {
	const text = readFileSync(path.join(SCHEMAS, resource, `${operation}.json`), 'utf8');
	return Object.keys((JSON.parse(text) as { properties: object }).properties).slice(0, SHOWN);
};

/** n8n 2.41 has such a preview for no trigger, whatever schema that has ("Trigger nodes do not have schema previews"). */
export function previewSteps({ step, stage }: Builder) {
	const OPERATIONS = [
		['conversation', 'assign'],
		['agent', 'getAvailability'],
	];
	for (const [resource, operation] of OPERATIONS) {
		step(`offers the fields of ${operation} before the first run`, async () => {
			const { builder, context } = stage();
			const type = 'n8n-nodes-kore-agentassist.koreAgentAssist';
			const next = 'Edit Fields';
			const nodes = [
				start(),
				node('Kore', type, 1, { resource, operation }),
				node(next, 'n8n-nodes-base.set', 3.4),
			];
			const { id } = await builder.createWorkflow(workflow(`Preview of ${operation}`, nodes));
			const page = await context.newPage();
			await page.goto(`workflow/${id}`);
			await new Canvas(page).node(next).dblclick();
			const input = page.getByTestId('ndv-input-panel');
			await input.getByText('Usually outputs the following fields').waitFor();
			for (const field of fieldsOf(resource, operation)) {
				await input.getByText(field, { exact: true }).first().waitFor();
			}
			await page.close();
		});
	}
}
