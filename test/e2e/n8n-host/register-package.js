/**
 * Notes an unpacked package in n8n's database, so that Settings > Community nodes lists it. Runs with n8n's Node
 * and n8n's modules (NODE_PATH), as n8n itself registers only what it has fetched from the npm registry.
 *
 * usage: register-package.js <database> <package directory>
 */
const path = require('node:path');

const [database, directory] = process.argv.slice(2);
const manifest = require(path.join(directory, 'package.json'));
// @ts-expect-error n8n's own driver, found through NODE_PATH
const { Database } = require('sqlite3');

/** @type {string[]} */
const files = manifest.n8n.nodes;
const nodes = files.map((file) => {
	const exported = require(path.join(directory, file));
	const [className] = path.basename(file).split('.');
	const { description } = new exported[className]();
	const version = [description.version].flat().at(-1);
	return { name: description.displayName, type: `${manifest.name}.${description.name}`, version };
});

const db = new Database(database);
db.configure('busyTimeout', 10_000);

/**
 * @param {string} sql
 * @param {unknown[]} values
 */
const run = (sql, values) =>
	new Promise((resolve, reject) => {
		db.run(sql, values, (/** @type {Error | null} */ error) =>
			error ? reject(error) : resolve(null),
		);
	});

async function main() {
	await run(
		'INSERT OR REPLACE INTO installed_packages ' +
			'(packageName, installedVersion, authorName, authorEmail, createdAt, updatedAt) ' +
			"VALUES (?, ?, ?, ?, datetime('now'), datetime('now'))",
		[manifest.name, manifest.version, manifest.author?.name, manifest.author?.email],
	);
	for (const { name, type, version } of nodes) {
		await run(
			'INSERT OR REPLACE INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)',
			[name, type, version, manifest.name],
		);
	}
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
