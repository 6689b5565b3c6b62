const { playScenarios } = require('./scenarios');

playScenarios('2.41.1');
