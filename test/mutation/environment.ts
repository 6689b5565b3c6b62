import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';

/** Ends at the first test that fails: one is enough to tell that a change of the code is noticed. Jest itself ends only after a file. */
export default class FailFastEnvironment extends TestEnvironment {
	private hasFailed = false;

	handleTestEvent(event: Circus.Event) {
		if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.hasFailed = true;
		if (event.name === 'test_start' && this.hasFailed) event.test.mode = 'skip';
	}
}
