import { decode, sign, type JwtPayload } from 'jsonwebtoken';
import { isPing, signPing } from '../../dist/nodes/shared/callback/ping';

const pinging = Buffer.alloc(32, 8);
const KEYS = { signing: 'a-key-for-tests', sealing: Buffer.alloc(32, 7), pinging };
const exp = Math.floor(Date.now() / 1000) + 60;
const signed = (more: object = {}) => sign({ aud: 'ping', exp, ...more }, pinging);

it('is taken for five minutes', () => {
	const token = signPing(KEYS);
	expect(isPing(token, KEYS)).toBe(true);
	const left = Number((decode(token) as JwtPayload).exp) - Date.now() / 1000;
	expect(left).toBeGreaterThan(298);
	expect(left).toBeLessThanOrEqual(300);
});

// What somebody forges: test/engine/ping.test.ts.
it.each([undefined, 5, {}, [signed()], signed({ more: 'x'.repeat(1024) })])(
	'is not %j',
	(token) => {
		expect(isPing(token, KEYS)).toBe(false);
	},
);

it('may have what a later version adds to it', () => {
	expect(isPing(signed({ more: 'x' }), KEYS)).toBe(true);
});
