import { credentialFor, NO_CALLBACK } from '../../engine/harness/setup';
import type { Credential } from '../stage/nodes';
import type { Stage } from '../stage/stage';
import { openScene, type Scene } from './ways';

/** A scene for all tests of the block, and the credential of its tools. Kore posts no results. */
export function useScene(stage: () => Stage) {
	let scene: Scene;
	let credential: Credential;
	beforeAll(async () => {
		credential = await stage().saveCredential(credentialFor(stage().simulator));
		scene = await openScene(stage());
	});
	afterAll(async () => await scene?.model.stop());
	beforeEach(() => stage().simulator.setBehavior(NO_CALLBACK));
	return { scene: () => scene, credential: () => credential };
}
