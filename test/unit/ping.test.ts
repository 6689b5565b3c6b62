import { decode, sign, type JwtPayload } from 'jsonwebtoken';
import { isPing, signPing } from '../../dist/nodes/shared/callback/ping';

const pinging = Buffer.alloc(32, 8);
const KEYS = { signing: 'a-key-for-tests', sealing: Buffer.alloc(32, 7), pinging };

it('is taken for five minutes', () => {
	const token = signPing(KEYS);
	expect(isPing(token, KEYS)).toBe(true);
	const left = Number((decode(token) as JwtPayload).exp) - Date.now() / 1000;
	expect(left).toBeGreaterThan(298);
	expect(left).toBeLessThanOrEqual(300);
});

// What else somebody forges: test/engine/ping.test.ts.
it('is not what is longer than any of ours', () => {
	const signed = (more: object) =>
		sign({ aud: 'ping', ...more }, pinging, { expiresIn: 60, algorithm: 'HS256' });
	expect(isPing(signed({}), KEYS)).toBe(true);
	expect(isPing(signed({ more: 'x'.repeat(1024) }), KEYS)).toBe(false);
});
