'use strict';

const { playWaiting } = require('./suite');

playWaiting('1.123.81');
