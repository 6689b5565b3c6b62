import { ExpiringMap } from '../../dist/nodes/shared/expiringMap';

let now = 0;
const createMap = (): ExpiringMap<string> => new ExpiringMap(1000, () => now);

it('forgets an entry when its time is over', () => {
	const map = createMap();
	map.set('a', 'first');
	now += 999;
	expect(map.get('a')).toBe('first');
	now += 1;
	expect(map.get('a')).toBeUndefined();
});

it('begins the time of an entry anew when it is set again', () => {
	const map = createMap();
	map.set('a', 'first');
	now += 500;
	map.set('b', 'other');
	map.set('a', 'second');
	now += 700;
	expect(map.get('a')).toBe('second');
	now += 300;
	expect([map.get('a'), map.get('b')]).toEqual([undefined, undefined]);
});

it('forgets what is deleted, and keeps the rest', () => {
	const map = createMap();
	map.set('a', 'first');
	map.set('b', 'other');
	map.delete('a');
	expect([map.get('a'), map.get('b')]).toEqual([undefined, 'other']);
});
