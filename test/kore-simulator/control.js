const express = require('express');

/** @import { Behavior, Request, Response } from './types' */
/** @import { Simulator } from './index' */

/**
 * The simulator's own interface, for other processes.
 *
 * @param {Pick<Simulator, 'reset' | 'setBehavior' | 'requests' | 'callbacks' | 'accepted' | 'world'>} simulator
 */
function createControl({ reset, setBehavior, requests, callbacks, accepted, world }) {
	const router = express.Router();
	router.post('/reset', (/** @type {Request} */ _req, /** @type {Response} */ res) => {
		reset();
		res.json({});
	});
	router.put(
		'/behavior',
		express.json(),
		(/** @type {Request} */ req, /** @type {Response} */ res) => {
			setBehavior(/** @type {Behavior} */ (req.body));
			res.json({});
		},
	);
	router.get('/requests', (/** @type {Request} */ _req, /** @type {Response} */ res) => {
		res.json(requests());
	});
	router.get('/callbacks', (/** @type {Request} */ _req, /** @type {Response} */ res) => {
		res.json(callbacks());
	});
	router.get('/accepted', (/** @type {Request} */ _req, /** @type {Response} */ res) => {
		res.json(accepted());
	});
	router.get('/world', (/** @type {Request} */ _req, /** @type {Response} */ res) => {
		res.json(world);
	});
	router.use((/** @type {Request} */ _req, /** @type {Response} */ res) => {
		res.status(404).json({ error: 'No such control address' });
	});
	router.use(
		/**
		 * @param {Error} error
		 * @param {Request} _req
		 * @param {Response} res
		 * @param {() => void} _next express knows an error handler by its four parameters
		 */
		(error, _req, res, _next) => {
			res.status(400).json({ error: error.message });
		},
	);
	return router;
}

module.exports = { createControl };
