'use strict';

// n8n-core needs it, and writes into the user folder that `userFolder.js` has set, as soon as it is loaded.
require('reflect-metadata');
const core = require('n8n-core');
const workflow = require('n8n-workflow');

module.exports = { ...core, ...workflow };
