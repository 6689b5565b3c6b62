import { installTrouble } from '../e2e/n8n-host/install-trouble';

// What npm 11, prebuild-install 7 and node-gyp 8 wrote on machines that lacked something, shortened.
const UNREACHED = `npm http fetch GET http://registry.invalid/sqlite3 attempt 1 failed with ENOTFOUND
npm error code ENOTFOUND
npm error syscall getaddrinfo
npm error errno ENOTFOUND
npm error network request to http://registry.invalid/sqlite3 failed, reason: getaddrinfo ENOTFOUND registry.invalid
npm error network This is a problem related to network connectivity.`;

const REFUSED = `npm http fetch GET http://127.0.0.1:9/sqlite3 attempt 1 failed with ECONNREFUSED
npm error code ECONNREFUSED
npm error syscall connect
npm error errno ECONNREFUSED
npm error FetchError: request to http://127.0.0.1:9/sqlite3 failed, reason: connect ECONNREFUSED 127.0.0.1:9`;

const DOWNLOAD = `> sqlite3@5.1.7 install
> prebuild-install -r napi || node-gyp rebuild
prebuild-install http request GET https://github.com/TryGhost/node-sqlite3/releases/download/v5.1.7/sqlite3-v5.1.7-napi-v6-linux-x64.tar.gz
prebuild-install warn install getaddrinfo ENOTFOUND github.com
`;

const NO_PREBUILT = `> sqlite3@5.1.7 install
> prebuild-install -r napi || node-gyp rebuild
prebuild-install http 404 http://127.0.0.1:47811/v5.1.7/sqlite3-v5.1.7-napi-v6-linux-x64.tar.gz
prebuild-install warn install No prebuilt binaries found (target=6 runtime=napi arch=x64 libc= platform=linux)
`;

const NO_HEADERS = `gyp http GET https://nodejs.org/download/release/v20.20.2/node-v20.20.2-headers.tar.gz
gyp WARN install got an error, rolling back install
gyp ERR! configure error
gyp ERR! stack Error: This is most likely not a problem with node-gyp or the package itself and
gyp ERR! stack is related to network connectivity. In most cases you are behind a proxy or have bad
gyp ERR! stack network settings.
gyp ERR! not ok
npm error code 1
npm error path /home/make/EACCES/node_modules/sqlite3
npm error command sh -c prebuild-install -r napi || node-gyp rebuild`;

const NO_MAKE = `gyp ERR! build error
gyp ERR! stack Error: not found: make
gyp ERR! not ok
npm error code 1
npm error command failed`;

const NO_PYTHON = `gyp ERR! find Python Python is not set from command line or npm configuration
gyp ERR! find Python - "python3" is not in PATH or produced an error
gyp ERR! configure error
gyp ERR! stack Error: Could not find any Python installation to use
npm error code 1`;

const NO_COMPILER = `make: Entering directory '/tmp/n8n/node_modules/sqlite3/build'
make: cc: No such file or directory
make: *** [../node-addon-api/nothing.target.mk:104: Release/obj.target/nothing/../node-addon-api/nothing.o] Error 127
gyp ERR! build error
gyp ERR! stack Error: \`make\` failed with exit code: 2
npm error code 1`;

const FULL = `npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write
npm error code ENOSPC
npm error syscall write
npm error errno -28
npm error nospc ENOSPC: no space left on device, write`;

const FULL_IN_BUILD = `/tmp/cc6tVbil.s: Fatal error: can't write 42 bytes to section .text of sqlite3.o: 'No space left on device'
make: *** [deps/sqlite3.target.mk:140: Release/obj.target/sqlite3.o] Error 1
gyp ERR! stack Error: \`make\` failed with exit code: 2
npm error code 1`;

const FORBIDDEN = `npm error code EACCES
npm error syscall mkdir
npm error path /srv/n8n/node_modules
npm error errno -13
npm error Error: EACCES: permission denied, mkdir '/srv/n8n/node_modules'`;

const UNKNOWN_VERSION = `npm error code ETARGET
npm error notarget No matching version found for sqlite3@99.9.9.`;

const UNKNOWN_PACKAGE = `npm http fetch GET 404 https://registry.npmjs.org/nothing-here 198ms (cache skip)
npm error code E404
npm error 404 Not Found - GET https://registry.npmjs.org/nothing-here`;

const NETWORK = 'The npm registry could not be reached: ';
const DRIVER = 'The database driver sqlite3 could not be ';

test.each([
	['no network', UNREACHED, `${NETWORK}npm error network request to http://registry.invalid`],
	['a registry that is down', REFUSED, `${NETWORK}npm error FetchError: request to http://127`],
	[
		'no network for the driver, nor make to build it',
		DOWNLOAD + NO_MAKE,
		`${DRIVER}downloaded: prebuild-install warn install getaddrinfo ENOTFOUND github.com`,
	],
	['no network for the driver, nor Python', DOWNLOAD + NO_PYTHON, `${DRIVER}downloaded: `],
	['no network for the driver, nor a compiler', DOWNLOAD + NO_COMPILER, `${DRIVER}downloaded: `],
	['no network for the driver and the headers', DOWNLOAD + NO_HEADERS, `${DRIVER}downloaded: `],
	[
		'no network for the headers alone',
		NO_PREBUILT + NO_HEADERS,
		`${DRIVER}downloaded: gyp ERR! stack is related to network connectivity`,
	],
	['no make', NO_PREBUILT + NO_MAKE, `${DRIVER}built: gyp ERR! stack Error: not found: make`],
	['no Python', NO_PREBUILT + NO_PYTHON, `${DRIVER}built: gyp ERR! find Python Python is not set`],
	['no compiler', NO_PREBUILT + NO_COMPILER, `${DRIVER}built: make: cc: No such file`],
	['a full disk', FULL, 'The disk is full: npm error nospc ENOSPC: no space left on device'],
	['a disk that fills in the build', DOWNLOAD + FULL_IN_BUILD, 'The disk is full: '],
	['a forbidden folder', FORBIDDEN, 'npm may not write there: npm error Error: EACCES: permission'],
	['an unknown version', UNKNOWN_VERSION, 'The npm registry does not have one of the packages: '],
	['an unknown package', UNKNOWN_PACKAGE, 'The npm registry does not have one of the packages: '],
	[
		'anything else',
		'npm error Exit handler never called!',
		'npm failed:\n    npm error Exit handler',
	],
	['no npm', 'spawn npm ENOENT', 'npm failed:\n    spawn npm ENOENT'],
])('n8n cannot be installed: %s', (_case, log, message) => {
	expect(installTrouble(log).message.slice(0, message.length)).toBe(message);
});

test('an attempt that failed before another succeeded is not the cause', () => {
	const log = `npm http fetch GET https://registry.npmjs.org/n8n attempt 1 failed with ECONNRESET\n${FULL}`;
	expect(installTrouble(log).remedy).toMatch(/^Free about 4 GB/);
});
