import { openScene, WAYS, type Scene } from '../../e2e/agent-tool/ways';
import { callsOf, type Arguments, type Message } from '../../e2e/agent-tool/model';
import { openStage } from '../../e2e/stage/use-stage';
import { credentialFor } from '../../engine/harness/setup';
import { PLAYS, type Play } from './plays';
import type { Credential } from '../../e2e/stage/nodes';

const MCP = 'the MCP Server Trigger';

/** Who said what, one after the other. */
export interface Line {
	who: 'user' | 'model' | 'client' | 'tool' | 'Kore got';
	said: string;
}

export interface Transcript {
	title: string;
	/** Of n8n, and what used the tool in it. */
	where: string;
	lines: Line[];
}

/** @param way name of a version of the AI Agent node, the newest that this n8n has */
export async function recordAll(
	version: string,
	way: string,
	env?: Record<string, string>,
): Promise<Transcript[]> {
	const stage = await openStage(version, env);
	try {
		const scene = await openScene(stage);
		try {
			const credential = await stage.saveCredential(credentialFor(stage.simulator));
			const transcripts: Transcript[] = [];
			for (const [name, play] of [
				...PLAYS.map((play) => [way, play] as const),
				...PLAYS.filter(({ byMcp }) => byMcp).map((play) => [MCP, play] as const),
			]) {
				const lines = await record(scene, credential, name, play);
				const { title } = play;
				transcripts.push({ title, where: `n8n ${version}, ${name}`, lines });
			}
			return transcripts;
		} finally {
			await scene.model.stop();
		}
	} finally {
		await stage.close();
	}
}

async function record(
	scene: Scene,
	credential: Credential,
	way: string,
	{ tools, behavior, rounds, names, says }: Play,
): Promise<Line[]> {
	const { simulator } = scene.stage;
	simulator.reset();
	simulator.setBehavior(behavior ?? {});
	const told = await WAYS[way](scene, tools(credential), rounds, names, says);
	const messages = scene.model.heard()?.messages ?? [];
	const lines =
		way === MCP
			? rounds.flatMap((round, index) => [
					...callsOf(round, told).map((args) => called('client', names[index], args)),
					{ who: 'tool' as const, said: told[index] },
				])
			: [...messages.flatMap(linesOf), { who: 'model' as const, said: says }];
	const requests = simulator.requests();
	const transfers = requests.filter(({ path }) => path.endsWith('/assign-conversation'));
	const became = [...new Set(transfers.map(({ status }) => outcomeOf(status)))].join(', ');
	const asked = [count(transfers.length, 'transfer request'), became].filter(Boolean).join(', ');
	const said = `${asked}; ${count(requests.length - transfers.length, 'look-up')}`;
	return [...lines, { who: 'Kore got', said }];
}

const outcomeOf = (status: number | null) =>
	status === null ? 'not answered' : status < 300 ? 'accepted' : `refused with ${status}`;

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

const called = (who: 'model' | 'client', name: string, args: Arguments | string): Line => ({
	who,
	said: `${name} ${typeof args === 'string' ? args : JSON.stringify(args)}`,
});

/** Of a message as n8n sends it to the model. */
function linesOf({ role, content, tool_calls }: Message): Line[] {
	if (role === 'user') return [{ who: 'user', said: String(content) }];
	if (role === 'tool') return [{ who: 'tool', said: String(content) }];
	return (tool_calls ?? []).map((call) =>
		called('model', call.function.name, call.function.arguments),
	);
}
