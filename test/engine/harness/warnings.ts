import { ExecuteContext } from './n8n';

/** What nodes have warned of in n8n's log since the current test of a file began. */
export function useWarnings(): string[] {
	const warnings: string[] = [];
	const nothing = () => {};
	const log = {
		...{ debug: nothing, error: nothing, info: nothing },
		warn: (message: string) => void warnings.push(message),
	};
	const { prototype } = ExecuteContext;
	beforeAll(() => {
		Object.defineProperty(prototype, 'logger', { get: () => log, configurable: true });
	});
	beforeEach(() => void warnings.splice(0));
	afterAll(() => void Reflect.deleteProperty(prototype, 'logger'));
	return warnings;
}
