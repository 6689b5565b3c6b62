import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import axios from 'axios';
import { RUN_TYPESCRIPT } from '../../run-typescript';

// A process of its own takes seconds where the machine is busy.
jest.setTimeout(60_000);

const CLI = path.join(__dirname, '../../kore-simulator/cli.ts');

it('npm run simulator says where it is and what a credential needs, until Ctrl-C', async () => {
	const tool = spawn(process.execPath, [...RUN_TYPESCRIPT, CLI, '--port', '0']);
	try {
		const [printed] = (await once(tool.stdout, 'data')) as [Buffer];
		const [, url] = /^Kore simulator at (http:\S+)$/m.exec(String(printed)) ?? [];
		const { data } = await axios.get<{ streamId: string }>(`${url}/_control/world`);
		expect(String(printed)).toMatch(new RegExp(`^ +Stream ID +${data.streamId}$`, 'm'));
		tool.kill('SIGINT');
		expect(await once(tool, 'close')).toEqual([0, null]);
	} finally {
		tool.kill('SIGKILL');
	}
});
