import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * Puts a packed package where Settings > Community nodes > Install puts it, with the steps of n8n's own
 * community-packages.service: unpack, strip the dependency lists, note it in the ledger. The `npm install` between
 * them is left out, as a package of ours has no dependency and the tests should need no registry.
 */
export async function unpackCommunityPackage(tarball: string, userFolder: string): Promise<void> {
	const nodes = path.join(userFolder, '.n8n/nodes');
	const unpacked = path.join(nodes, 'node_modules/.unpacked');
	await fs.mkdir(unpacked, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);

	const manifestFile = path.join(unpacked, 'package.json');
	const manifest = JSON.parse(await fs.readFile(manifestFile, 'utf8'));
	const { devDependencies, peerDependencies, optionalDependencies, ...rest } = manifest;
	if (Object.keys(rest.dependencies ?? {}).length > 0) {
		throw new Error(`${rest.name} has dependencies, which this host does not install`);
	}
	await fs.writeFile(manifestFile, JSON.stringify(rest, null, 2));

	const directory = path.join(nodes, 'node_modules', rest.name);
	await fs.mkdir(path.dirname(directory), { recursive: true });
	await fs.rename(unpacked, directory);
	const dependencies = { [rest.name]: rest.version };
	const ledger = { name: 'installed-nodes', private: true, dependencies };
	await fs.writeFile(path.join(nodes, 'package.json'), JSON.stringify(ledger, null, 2));
}
