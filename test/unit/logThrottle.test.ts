import { LogThrottle } from '../../dist/nodes/shared/callback/logThrottle';

let now = 0;
const throttle = new LogThrottle(() => now);

it('takes one line of a kind a minute, and says how many it left out', () => {
	expect([1, 2, 3].map(() => throttle.take('a'))).toEqual([0, undefined, undefined]);
	expect(throttle.take('b')).toBe(0);
	now = 59_999;
	expect(throttle.take('a')).toBeUndefined();
	now = 60_000;
	expect(throttle.take('a')).toBe(3);
	now = 120_000;
	expect(throttle.take('a')).toBe(0);
});
