import express from 'express';

import type { DifferenceName } from './differences';
import type { Behavior, Request, Response } from './types';
import type { Simulator } from './index';

/** The simulator's own interface, for other processes. */
export function createControl({
	reset,
	setBehavior,
	setDifferences,
	requests,
	callbacks,
	accepted,
	world,
}: Pick<
	Simulator,
	'reset' | 'setBehavior' | 'setDifferences' | 'requests' | 'callbacks' | 'accepted' | 'world'
>) {
	const router = express.Router();
	router.post('/reset', (_req: Request, res: Response) => {
		reset();
		res.json({});
	});
	router.put('/behavior', express.json(), (req: Request, res: Response) => {
		setBehavior(req.body as Behavior);
		res.json({});
	});
	router.put('/differences', express.json(), (req: Request, res: Response) => {
		setDifferences(req.body as DifferenceName[]);
		res.json({});
	});
	router.get('/requests', (_req: Request, res: Response) => {
		res.json(requests());
	});
	router.get('/callbacks', (_req: Request, res: Response) => {
		res.json(callbacks());
	});
	router.get('/accepted', (_req: Request, res: Response) => {
		res.json(accepted());
	});
	router.get('/world', (_req: Request, res: Response) => {
		res.json(world);
	});
	router.use((_req: Request, res: Response) => {
		res.status(404).json({ error: 'No such control address' });
	});
	router.use(
		/** @param _next express knows an error handler by its four parameters */
		(error: Error, _req: Request, res: Response, _next: () => void) => {
			res.status(400).json({ error: error.message });
		},
	);
	return router;
}
