'use strict';

const { playWaiting } = require('./suite');

playWaiting('2.41.1');
