// n8n-core needs it, and writes into the user folder that `userFolder.ts` has set, as soon as it is loaded.
import 'reflect-metadata';

export {
	CredentialTestContext,
	ExecuteContext,
	ExecutionLifecycleHooks,
	HookContext,
	LoadOptionsContext,
	loadOutputSchema,
	SupplyDataContext,
	WebhookContext,
	WorkflowExecute,
} from 'n8n-core';
export { createRunExecutionData, Workflow } from 'n8n-workflow';
